"""`@app.get` without a call registers nothing and raises nothing.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get
def read_items():
    return []
"""

GOOD = BAD.replace("@app.get\n", '@app.get("/items")\n')


def defect(program):
    assert not program.load().app.openapi()["paths"]


def fine(program):
    assert program.client().get("/items").json() == []
