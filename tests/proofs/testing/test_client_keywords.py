"""The test client's get, delete, head and options take no body: `json=` is a TypeError.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
client = TestClient(app)


@app.delete("/items")
def delete_items(ids: list[int]):
    return ids


def test_delete():
    assert client.delete("/items", json=[1]).json() == [1]
"""

GOOD = """
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
client = TestClient(app)


@app.delete("/items")
def delete_items(ids: list[int]):
    return ids


def test_delete():
    assert client.request("DELETE", "/items", json=[1]).json() == [1]
"""


def defect(program):
    from bench.program import raises

    with raises("TypeError", "unexpected keyword argument 'json'"):
        program.load().test_delete()


def fine(program):
    program.load().test_delete()
