"""`example=` is deprecated since OpenAPI 3.1: FastAPI 0.99 warns.

defect = "fastapi>=0.99"
environments = ["newest", "fastapi-0.115", "fastapi-0.99-pydantic-1", "fastapi-0.98-pydantic-1"]
"""

BAD = """
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/")
def search(q: str = Query(example="shoes")):
    return q
"""

GOOD = """
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/")
def search(q: str = Query(examples=["shoes"])):
    return q
"""


def load(program):
    from bench.program import warned

    with warned() as texts:
        assert program.client().get("/?q=a").json() == "a"
    return [text for text in texts if "example" in text]


def defect(program):
    assert any("has been depre" in text for text in load(program))


def fine(program):
    assert not load(program)
