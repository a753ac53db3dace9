"""An unknown keyword of Query and friends constrains nothing up to 0.154 and is a TypeError since 0.155.

defect = ""
environments = ["newest", "fastapi-0.156", "fastapi-0.154", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/")
def search(q: str = Query(min_lenght=3)):
    return q
"""

GOOD = BAD.replace("min_lenght", "min_length")


def defect(program):
    from bench.program import installed, raises

    if installed("fastapi") < (0, 155):
        assert program.client().get("/?q=a").json() == "a"
        return
    with raises("TypeError", "unexpected keyword argument 'min_lenght'"):
        program.load()


def fine(program):
    assert program.client().get("/?q=a").status_code == 422
