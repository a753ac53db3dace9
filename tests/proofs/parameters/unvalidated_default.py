"""A default that violates its own constraint is used as it is since FastAPI 0.148 (422 before).

defect = "fastapi>=0.148"
environments = ["newest", "fastapi-0.154", "fastapi-0.147", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/")
def read(limit: int = Query(0, ge=1)):
    return limit
"""

GOOD = BAD.replace("Query(0, ge=1)", "Query(1, ge=1)")


def defect(program):
    assert program.client().get("/").json() == 0


def outside(program):
    assert program.client().get("/").status_code == 422


def fine(program):
    assert program.client().get("/").json() == 1
