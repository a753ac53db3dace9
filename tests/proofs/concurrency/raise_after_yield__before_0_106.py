"""Until FastAPI 0.105 an exception after yield comes too late as well: the client has a 200.

defect = "fastapi<0.106"
environments = ["newest", "fastapi-0.117", "fastapi-0.109", "fastapi-0.105"]
"""

BAD = """
from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


def check():
    yield
    raise HTTPException(status_code=409)


@app.get("/", dependencies=[Depends(check)])
def read():
    return "ok"
"""

GOOD = """
from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


def check():
    raise HTTPException(status_code=409)


@app.get("/", dependencies=[Depends(check)])
def read():
    return "ok"
"""


def defect(program):
    from bench.program import raises

    assert program.client().get("/").status_code == 200
    with raises("RuntimeError", "response already started"):
        program.client(raise_server_exceptions=True).get("/")


def outside(program):
    from bench.program import installed

    if installed("fastapi") < (0, 118):
        assert program.client().get("/").status_code == 409


def fine(program):
    assert program.client().get("/").status_code == 409
