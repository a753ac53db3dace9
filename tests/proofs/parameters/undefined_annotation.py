"""An annotation imported only under TYPE_CHECKING is no type at run time: requests and the document are a 500.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = {
    "main.py": """
from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

if TYPE_CHECKING:
    from models import Item

app = FastAPI()


@app.post("/items")
def create_item(item: Item):
    return item.name
""",
    "models.py": """
from pydantic import BaseModel


class Item(BaseModel):
    name: str
""",
}

GOOD = {
    **BAD,
    "main.py": """
from __future__ import annotations

from fastapi import FastAPI

from models import Item

app = FastAPI()


@app.post("/items")
def create_item(item: Item):
    return item.name
""",
}


def defect(program):
    client = program.client()
    assert client.post("/items", json={"name": "a"}).status_code in {422, 500}
    assert client.get("/openapi.json").status_code == 500


def fine(program):
    assert program.client().post("/items", json={"name": "a"}).json() == "a"
