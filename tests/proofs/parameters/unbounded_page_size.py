"""A `limit` without upper bound is whatever the caller says.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/items")
def read_items(limit: int = 100):
    return limit
"""

GOOD = BAD.replace("limit: int = 100", "limit: int = Query(100, ge=1, le=1000)")


def defect(program):
    assert program.client().get("/items?limit=1000000000").json() == 1_000_000_000


def fine(program):
    assert program.client().get("/items?limit=1000000000").status_code == 422
    assert program.client().get("/items").json() == 100
