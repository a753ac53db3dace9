"""A status code given as a string is a 500 on every request.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.post("/items", status_code="201")
def create_item():
    return {}
"""

GOOD = BAD.replace('"201"', "201")


def defect(program):
    from bench.program import raises

    with raises("Exception"):
        assert program.client(raise_server_exceptions=True).post("/items").status_code == 201


def fine(program):
    assert program.client().post("/items").status_code == 201
