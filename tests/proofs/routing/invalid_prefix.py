"""A prefix must start with a slash and not end with one: raised when the router is made.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="items")
app = FastAPI()
app.include_router(router)
"""

GOOD = BAD.replace('"items"', '"/items"')


def defect(program):
    from bench.program import raises

    with raises("AssertionError", "A path prefix must start with '/'"):
        program.load()
    from fastapi import APIRouter, FastAPI

    for prefix in ("/items/", "/"):
        with raises("AssertionError", "A path prefix must not end with '/'"):
            APIRouter(prefix=prefix)
        with raises("AssertionError", "A path prefix must not end with '/'"):
            FastAPI().include_router(APIRouter(), prefix=prefix)


def fine(program):
    assert program.load().app
