"""FastAPI has no `openapi_version` argument: ignored up to 0.144, a TypeError since 0.145.

defect = ""
environments = ["newest", "fastapi-0.145", "fastapi-0.144", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI(openapi_version="3.0.2")
"""

GOOD = """
from fastapi import FastAPI

app = FastAPI()
"""


def defect(program):
    from bench.program import installed, raises

    if installed("fastapi") < (0, 145):
        assert program.load().app.openapi()["openapi"] == "3.1.0"
        return
    with raises("TypeError", "unexpected keyword argument 'openapi_version'"):
        program.load()


def fine(program):
    assert program.load().app.openapi()["openapi"] == "3.1.0"
