"""`await request.body()` after form parameters raises: the stream was read for them.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, Form, Request

app = FastAPI()


@app.post("/login")
async def login(request: Request, name: str = Form()):
    return len(await request.body())
"""

GOOD = BAD.replace("len(await request.body())", 'len((await request.form())["name"])')


def defect(program):
    from bench.program import raises

    with raises("RuntimeError", "Stream consumed"):
        program.client(raise_server_exceptions=True).post("/login", data={"name": "ada"})


def fine(program):
    assert program.client().post("/login", data={"name": "ada"}).json() == 3
