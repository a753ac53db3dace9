"""`allow_redirects=` is gone from the test client since Starlette 0.43.

defect = "starlette>=0.43"
environments = ["newest", "fastapi-0.115", "fastapi-0.112"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
client = TestClient(app)


@app.get("/items/")
def read_items():
    return []


def test_redirect():
    assert client.get("/items", allow_redirects=False).status_code == 307
"""

GOOD = """
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
client = TestClient(app)


@app.get("/items/")
def read_items():
    return []


def test_redirect():
    assert client.get("/items", follow_redirects=False).status_code == 307
"""


def defect(program):
    from bench.program import raises

    with raises("TypeError", "unexpected keyword argument 'allow_redirects'"):
        program.load().test_redirect()


def fine(program):
    program.load().test_redirect()
