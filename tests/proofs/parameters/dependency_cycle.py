"""A dependency that reaches itself cannot be declared: RecursionError.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


def first(value: "Annotated[int, Depends(second)]"):
    return value


def second(value: "Annotated[int, Depends(first)]"):
    return value


@app.get("/")
def read(value: Annotated[int, Depends(first)]):
    return value
"""

GOOD = BAD.replace('value: "Annotated[int, Depends(first)]"', "value: int = 1")


def defect(program):
    from bench.program import raises

    with raises("RecursionError"):
        program.load()


def fine(program):
    assert program.client().get("/").json() == 1
