"""A list without Query() is a JSON body, on GET too: the query string is not read.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def read_items(ids: list[int]):
    return ids
"""

GOOD = BAD.replace("import FastAPI", "import FastAPI, Query").replace("ids: list[int]", "ids: list[int] = Query()")


def defect(program):
    answer = program.client().get("/items?ids=1&ids=2")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body"]


def fine(program):
    assert program.client().get("/items?ids=1&ids=2").json() == [1, 2]
