"""`url_for` with a name that no route has raises NoMatchFound when the request comes.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, Request

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int):
    return item_id


@app.get("/first")
def first(request: Request):
    return str(request.url_for("get_item", item_id=1))
"""

GOOD = BAD.replace('"get_item"', '"read_item"')


def defect(program):
    from bench.program import raises

    with raises("NoMatchFound", "get_item"):
        program.client(raise_server_exceptions=True).get("/first")


def fine(program):
    assert program.client().get("/first").json() == "http://testserver/items/1"
