"""A mount at `/` before the routes takes every request that they were meant for.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

app = FastAPI()
app.mount("/", StaticFiles(directory=".", html=True))


@app.get("/items")
def read_items():
    return []
"""

GOOD = """
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

app = FastAPI()


@app.get("/items")
def read_items():
    return []


app.mount("/", StaticFiles(directory=".", html=True))
"""


def defect(program):
    assert program.client().get("/items").status_code == 404


def fine(program):
    assert program.client().get("/items").json() == []
    assert program.client().get("/main.py").status_code == 200
