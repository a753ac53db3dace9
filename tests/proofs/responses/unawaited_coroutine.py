"""A coroutine that is returned without await is a 500, and its work is never done.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


async def load():
    return {"a": 1}


@app.get("/")
async def read():
    return load()
"""

GOOD = BAD.replace("return load()", "return await load()")


def defect(program):
    assert program.client().get("/").status_code == 500


def fine(program):
    assert program.client().get("/").json() == {"a": 1}
