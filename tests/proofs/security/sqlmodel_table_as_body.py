"""A SQLModel class with table=True does not validate: a text is stored in an int field.

defect = ""
environments = ["newest"]
"""

BAD = """
from fastapi import FastAPI
from sqlmodel import Field, SQLModel

app = FastAPI()


class Item(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    amount: int


@app.post("/items")
def create_item(item: Item):
    return repr(item.amount)
"""

GOOD = """
from fastapi import FastAPI
from sqlmodel import Field, SQLModel

app = FastAPI()


class ItemCreate(SQLModel):
    amount: int


class StoredItem(ItemCreate, table=True):
    id: int | None = Field(default=None, primary_key=True)


@app.post("/items")
def create_item(item: ItemCreate):
    return repr(item.amount)
"""


def defect(program):
    assert program.client().post("/items", json={"amount": "many"}).json() == "'many'"


def fine(program):
    assert program.client().post("/items", json={"amount": "many"}).status_code == 422
