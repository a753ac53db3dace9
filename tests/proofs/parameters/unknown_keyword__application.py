"""An unknown keyword of FastAPI() is ignored up to 0.144 and a TypeError since 0.145.

defect = ""
environments = ["newest", "fastapi-0.145", "fastapi-0.144", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI(titel="Shop")
"""

GOOD = BAD.replace("titel", "title")


def defect(program):
    from bench.program import installed, raises

    if installed("fastapi") < (0, 145):
        assert program.load().app.openapi()["info"]["title"] == "FastAPI"
        return
    with raises("TypeError", "unexpected keyword argument 'titel'"):
        program.load()


def fine(program):
    assert program.load().app.openapi()["info"]["title"] == "Shop"
