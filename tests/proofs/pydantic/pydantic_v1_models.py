"""FastAPI refuses `pydantic.v1` models since 0.128, when the route is declared (0.119 to 0.127 took them).

defect = "fastapi>=0.128"
environments = ["newest", "fastapi-0.128", "fastapi-0.127"]
good = "pydantic>=2"
"""

BAD = """
from fastapi import FastAPI
from pydantic.v1 import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.post("/items")
def create_item(item: Item):
    return item.name
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
    from bench.program import raises

    with raises("PydanticV1NotSupportedError", "pydantic.v1 models are no longer supported"):
        program.load()


def fine(program):
    assert program.client().post("/items", json={"name": "x"}).json() == "x"
