"""`dependencies=[Depends(check())]` raises when the route is declared.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import Depends, FastAPI

app = FastAPI()


def check():
    return None


@app.get("/", dependencies=[Depends(check())])
def read():
    return "ok"
"""

GOOD = """
from fastapi import Depends, FastAPI

app = FastAPI()


def check():
    return None


@app.get("/", dependencies=[Depends(check)])
def read():
    return "ok"
"""


def defect(program):
    from bench.program import raises

    with raises("AssertionError", "A parameter-less dependency must have a callable dependency"):
        program.load()


def fine(program):
    assert program.client().get("/").json() == "ok"
