"""With --reload a written file restarts the server, and the number of workers is ignored.

defect = ""
environments = ["newest"]
"""

APPLICATION = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def read_root():
    return "first"
"""

BAD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --port $PORT --reload"}
GOOD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --port $PORT"}


def answer_after_a_write(program):
    import pathlib
    import time

    from bench.program import fetch

    command = pathlib.Path("Procfile").read_text().partition(": ")[2]
    with program.serve(command) as (url, server):
        until = time.monotonic() + 20
        while "Application startup complete" not in server.output and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(1.5)
        pathlib.Path("main.py").write_text(APPLICATION.replace("first", "second, and longer"))
        until = time.monotonic() + 6
        while "Detected changes" not in server.output and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(1.5)
        return fetch(url + "/")[1]


def defect(program):
    assert answer_after_a_write(program) == '"second, and longer"'


def fine(program):
    assert answer_after_a_write(program) == '"first"'
