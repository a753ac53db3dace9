"""Of two routes with the same method and path only the first ever runs, and nothing says so.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def read_items():
    return "first"


@app.get("/items")
def list_items():
    return "second"
"""

GOOD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def read_items():
    return "first"


@app.get("/items/list")
def list_items():
    return "second"
"""


def defect(program):
    from bench.program import warned

    with warned() as texts:
        assert program.client().get("/items").json() == "first"
        program.load().app.openapi()
    assert not any("Duplicate" in text for text in texts)


def fine(program):
    assert program.client().get("/items/list").json() == "second"
