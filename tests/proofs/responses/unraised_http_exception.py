"""HTTPException(...) as a statement does nothing: the route goes on.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int):
    if item_id > 1:
        HTTPException(status_code=404)
    return item_id
"""

GOOD = BAD.replace("        HTTPException(", "        raise HTTPException(")


def defect(program):
    assert program.client().get("/items/2").json() == 2


def fine(program):
    assert program.client().get("/items/2").status_code == 404
