"""`X | None` without default is required under Pydantic 2, in a model (optional under Pydantic 1).

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
"""

BAD = """
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    note: str | None


@app.post("/items")
def create_item(item: Item):
    return item.note
"""

GOOD = BAD.replace("note: str | None", "note: str | None = None")


def defect(program):
    assert program.client().post("/items", json={}).status_code == 422


def fine(program):
    assert program.client().post("/items", json={}).json() is None
