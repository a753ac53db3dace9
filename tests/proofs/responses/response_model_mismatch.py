"""A value that the response model refuses is a 500, not a 422.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.get("/items/{item_id}")
def read_item(item_id: int) -> Item:
    if item_id == 1:
        return Item(name="one")
    return None
"""

GOOD = BAD.replace("-> Item:", "-> Item | None:")


def defect(program):
    from bench.program import raises

    assert program.client().get("/items/2").status_code == 500
    with raises("ResponseValidationError"):
        program.client(raise_server_exceptions=True).get("/items/2")


def fine(program):
    assert program.client().get("/items/2").json() is None
