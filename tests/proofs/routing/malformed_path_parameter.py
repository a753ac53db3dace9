"""A path parameter with a space in its braces is literal text: the route answers 404.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items/{item_id }")
def read_item(item_id: int = 0):
    return item_id
"""

GOOD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int):
    return item_id
"""


def defect(program):
    from bench.program import raises

    assert program.client().get("/items/5").status_code == 404
    app = program.load().app
    with raises("AssertionError", "Unknown path convertor 'foo'"):
        app.get("/x/{name:foo}")(lambda name: name)
    with raises("ValueError", "Duplicated param name x"):
        app.get("/x/{x}/{x}")(lambda x: x)


def fine(program):
    assert program.client().get("/items/5").json() == 5
