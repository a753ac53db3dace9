"""A route decorator on a method makes `self` a required query parameter.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


class Items:
    @app.get("/items")
    def read(self):
        return []
"""

GOOD = """
from fastapi import FastAPI

app = FastAPI()


class Items:
    def __init__(self):
        app.add_api_route("/items", self.read)

    def read(self):
        return []


items = Items()
"""


def defect(program):
    answer = program.client().get("/items")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["query", "self"]


def fine(program):
    assert program.client().get("/items").json() == []
