"""A constraint that does not fit the type is a 500 on every request.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/")
def read(limit: int = Query(max_length=3)):
    return limit
"""

GOOD = BAD.replace("max_length=3", "le=999")


def defect(program):
    assert program.client().get("/?limit=5").status_code == 500


def fine(program):
    assert program.client().get("/?limit=5").json() == 5
