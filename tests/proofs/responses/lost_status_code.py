"""A returned Response has its own status: the decorator's is lost.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()


@app.post("/items", status_code=201)
def create_item():
    return JSONResponse({"id": 1})
"""

GOOD = BAD.replace('JSONResponse({"id": 1})', 'JSONResponse({"id": 1}, status_code=201)')


def defect(program):
    assert program.client().post("/items").status_code == 200


def fine(program):
    assert program.client().post("/items").status_code == 201
