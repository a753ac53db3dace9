"""A dict returned from a route with `response_class=HTMLResponse` is a 500.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI()


@app.get("/", response_class=HTMLResponse)
def read():
    return {"a": 1}
"""

GOOD = BAD.replace('return {"a": 1}', 'return "<p>1</p>"')


def defect(program):
    from bench.program import raises

    with raises("AttributeError", "'dict' object has no attribute 'encode'"):
        program.client(raise_server_exceptions=True).get("/")


def fine(program):
    assert program.client().get("/").text == "<p>1</p>"
