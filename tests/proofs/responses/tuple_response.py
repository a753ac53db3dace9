"""`return body, 404` is a 200 whose body is a list.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int):
    return {"error": "no such item"}, 404
"""

GOOD = """
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int):
    raise HTTPException(status_code=404, detail="no such item")
"""


def defect(program):
    answer = program.client().get("/items/1")
    assert (answer.status_code, answer.json()) == (200, [{"error": "no such item"}, 404])


def fine(program):
    assert program.client().get("/items/1").status_code == 404
