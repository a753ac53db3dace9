"""Two routers that include each other raise since FastAPI 0.137.

defect = "fastapi>=0.137"
environments = ["newest", "fastapi-0.137", "fastapi-0.136"]
"""

BAD = """
from fastapi import APIRouter, FastAPI

first = APIRouter()
second = APIRouter()


@first.get("/first")
def read():
    return 1


first.include_router(second)
second.include_router(first)
app = FastAPI()
app.include_router(first)
"""

GOOD = BAD.replace("second.include_router(first)\n", "")


def defect(program):
    from bench.program import raises

    with raises("AssertionError"):
        program.load()


def fine(program):
    assert program.client().get("/first").json() == 1
