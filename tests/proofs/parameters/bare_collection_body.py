"""A body annotated `list` without item type is always 422.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.post("/ids")
def create(ids: list):
    return ids
"""

GOOD = BAD.replace("ids: list", "ids: list[int]")


def defect(program):
    assert program.client().post("/ids", json=[1]).status_code == 422


def fine(program):
    assert program.client().post("/ids", json=[1]).json() == [1]
