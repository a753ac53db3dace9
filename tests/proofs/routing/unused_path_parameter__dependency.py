"""A path parameter that only a dependency takes is used; one that nobody takes is dropped silently.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items/{item_id}")
def read_item():
    return "the same for every item"
"""

GOOD = """
from fastapi import Depends, FastAPI

app = FastAPI()


def get_item(item_id: int):
    return item_id


@app.get("/items/{item_id}")
def read_item(item: int = Depends(get_item)):
    return item
"""


def defect(program):
    assert program.client().get("/items/5").json() == "the same for every item"
    assert "parameters" not in program.load().app.openapi()["paths"]["/items/{item_id}"]["get"]


def fine(program):
    assert program.client().get("/items/5").json() == 5
