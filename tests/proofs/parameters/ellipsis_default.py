"""`= ...` beside Annotated is taken as a value: the request without the parameter is a 500, not a 422.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from typing import Annotated

from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/")
def search(q: Annotated[int, Query()] = ...):
    return q
"""

GOOD = BAD.replace(" = ...", "")


def defect(program):
    assert program.client().get("/").status_code == 500


def fine(program):
    assert program.client().get("/").status_code == 422
