"""A `dict` body is accepted whatever it contains: a missing field is a 500, not a 422.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.post("/items")
def create_item(item: dict):
    return item["name"]
"""

GOOD = """
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.post("/items")
def create_item(item: Item):
    return item.name
"""


def defect(program):
    assert program.client().post("/items", json={"nmae": "x"}).status_code == 500


def fine(program):
    assert program.client().post("/items", json={"nmae": "x"}).status_code == 422
    assert program.client().post("/items", json={"name": "x"}).json() == "x"
