"""`response_model=[Item]` raises when the route is declared: it is `list[Item]`.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.get("/", response_model=[Item])
def read():
    return [{"name": "a"}]
"""

GOOD = BAD.replace("response_model=[Item]", "response_model=list[Item]")


def defect(program):
    from bench.program import raises

    with raises("Exception"):
        program.load()


def fine(program):
    assert program.client().get("/").json() == [{"name": "a"}]
