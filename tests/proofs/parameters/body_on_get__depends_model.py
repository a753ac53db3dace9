"""The list fields of a model used through Depends() are read from the body, the scalar ones from the query.

defect = ""
environments = ["newest", "fastapi-0.115"]
good = "fastapi>=0.115"
"""

BAD = """
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel

app = FastAPI()


class Filters(BaseModel):
    name: str = ""
    tags: list[str] = []


@app.get("/items")
def read_items(filters: Annotated[Filters, Depends()]):
    return filters
"""

GOOD = BAD.replace("import Depends, FastAPI", "import FastAPI, Query").replace("Depends()", "Query()")


def defect(program):
    assert program.client().get("/items?name=a&tags=x").json() == {"name": "a", "tags": []}


def fine(program):
    assert program.client().get("/items?name=a&tags=x").json() == {"name": "a", "tags": ["x"]}
