"""A returned HTTPException is sent as the body of a 200.

defect = ""
environments = ["newest", "fastapi-0.128", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int):
    return HTTPException(status_code=404, detail="no such item")
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
    assert answer.status_code == 200
    assert answer.json()["status_code"] == 404


def fine(program):
    answer = program.client().get("/items/1")
    assert (answer.status_code, answer.json()) == (404, {"detail": "no such item"})
