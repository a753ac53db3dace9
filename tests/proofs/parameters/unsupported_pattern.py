"""A pattern with look-around or a back reference raises when the route is declared: the engine has neither.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
"""

BAD = """
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/")
def read(word: str = Query(pattern="^(?!admin)")):
    return word
"""

GOOD = BAD.replace("^(?!admin)", "^[a-z]+$")


def defect(program):
    from bench.program import raises

    with raises("Exception", "look-around"):
        program.load()


def fine(program):
    assert program.client().get("/?word=ada").json() == "ada"
