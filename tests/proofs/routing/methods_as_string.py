"""`methods="GET"` is read as the methods G, E and T: the route answers 405 to everything.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.api_route("/items", methods="GET")
def read_items():
    return []
"""

GOOD = BAD.replace('"GET"', '["GET"]')


def defect(program):
    assert program.client().get("/items").status_code == 405


def fine(program):
    assert program.client().get("/items").status_code == 200
