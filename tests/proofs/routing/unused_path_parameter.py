"""A path parameter that the function spells otherwise is a required query parameter: always 422.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(id: int):
    return id
"""

GOOD = BAD.replace("{item_id}", "{id}")


def defect(program):
    answer = program.client().get("/items/5")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["query", "id"]


def fine(program):
    assert program.client().get("/items/5").json() == 5
