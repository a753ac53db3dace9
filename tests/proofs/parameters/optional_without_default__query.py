"""A query parameter `X | None` without default is required.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def read(q: str | None):
    return q
"""

GOOD = BAD.replace("str | None", "str | None = None")


def defect(program):
    assert program.client().get("/").status_code == 422


def fine(program):
    assert program.client().get("/").json() is None
