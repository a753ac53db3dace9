"""An unknown keyword of APIRouter and of the route decorators raises.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import APIRouter, FastAPI

router = APIRouter(prefx="/items")
"""

GOOD = BAD.replace("prefx", "prefix")


def defect(program):
    from bench.program import raises

    with raises("TypeError", "unexpected keyword argument 'prefx'"):
        program.load()
    from fastapi import FastAPI

    with raises("TypeError", "unexpected keyword argument 'status'"):
        FastAPI().get("/", status=201)
    with raises("TypeError", "unexpected keyword argument 'prefx'"):
        FastAPI().include_router(None, prefx="/x")


def fine(program):
    assert program.load().router.prefix == "/items"
