"""`add_task(send())` runs send at once and then answers 500: its result is no function.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
done = []


def send(to):
    done.append(to)


@app.post("/items")
def create_item(tasks: BackgroundTasks):
    tasks.add_task(send("ada"))
"""

GOOD = BAD.replace('send("ada")', 'send, "ada"')


def defect(program):
    from bench.program import raises

    with raises("TypeError"):
        program.client(raise_server_exceptions=True).post("/items")
    assert program.load().done == ["ada"]


def fine(program):
    assert program.client().post("/items").status_code == 200
    assert program.load().done == ["ada"]
