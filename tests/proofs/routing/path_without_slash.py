"""A path without a leading slash is accepted and matches nothing.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("items")
def read_items():
    return []
"""

GOOD = BAD.replace('"items"', '"/items"')


def defect(program):
    assert program.client().get("/items").status_code == 404
    assert "items" in program.load().app.openapi()["paths"]


def fine(program):
    assert program.client().get("/items").status_code == 200
