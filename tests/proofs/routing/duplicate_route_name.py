"""Of two routes with one name url_for always finds the first.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, Request

app = FastAPI()


@app.get("/users", name="list")
def read_users():
    return []


@app.get("/items", name="list")
def read_items():
    return []


@app.get("/link")
def link(request: Request):
    return request.url_for("list").path
"""

GOOD = BAD.replace('"/items", name="list"', '"/items", name="items"').replace('url_for("list")', 'url_for("items")')


def defect(program):
    assert program.client().get("/link").json() == "/users"


def fine(program):
    assert program.client().get("/link").json() == "/items"
