"""`regex=` of Query, Path and friends is deprecated since FastAPI 0.100: `pattern=` replaces it.

defect = "fastapi>=0.100"
environments = ["newest", "fastapi-0.115", "fastapi-0.99-pydantic-1"]
good = "fastapi>=0.100"
"""

BAD = """
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/")
def search(q: str = Query(regex="^a+$")):
    return q
"""

GOOD = """
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/")
def search(q: str = Query(pattern="^a+$")):
    return q
"""


def load(program):
    from bench.program import warned

    with warned() as texts:
        client = program.client()
        assert client.get("/?q=aa").status_code == 200
        assert client.get("/?q=b").status_code == 422
    return [text for text in texts if "regex" in text]


def defect(program):
    assert any("deprecated" in text for text in load(program))


def fine(program):
    assert not load(program)
