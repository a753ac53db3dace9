"""Since FastAPI 0.160 a Query model with extra="forbid" refuses the parameters beside it.

defect = "fastapi>=0.160"
environments = ["newest", "fastapi-0.159"]
good = "fastapi>=0.157"
"""

BAD = """
from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BaseModel

app = FastAPI()


class Page(BaseModel, extra="forbid"):
    limit: int = 10


@app.get("/items")
def read_items(page: Annotated[Page, Query()], name: str = ""):
    return [page.limit, name]
"""

GOOD = BAD.replace(', extra="forbid"', "")


def defect(program):
    answer = program.client().get("/items?limit=5&name=a")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["type"] == "extra_forbidden"


def fine(program):
    assert program.client().get("/items?limit=5&name=a").json() == [5, "a"]
