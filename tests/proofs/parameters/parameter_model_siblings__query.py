"""A Query model beside another query parameter is always 422 before FastAPI 0.157.

defect = "fastapi>=0.115,<0.157"
environments = ["newest", "fastapi-0.159", "fastapi-0.156", "fastapi-0.115"]
"""

BAD = """
from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BaseModel

app = FastAPI()


class Page(BaseModel):
    limit: int = 10


@app.get("/items")
def read_items(page: Annotated[Page, Query()], name: str = ""):
    return [page.limit, name]
"""

GOOD = """
from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BaseModel

app = FastAPI()


class Page(BaseModel):
    limit: int = 10
    name: str = ""


@app.get("/items")
def read_items(page: Annotated[Page, Query()]):
    return [page.limit, page.name]
"""


def defect(program):
    assert program.client().get("/items?limit=5&name=a").status_code == 422


def fine(program):
    assert program.client().get("/items?limit=5&name=a").json() == [5, "a"]
