"""`asyncio.run` inside async code raises: a loop is running.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
import asyncio

from fastapi import FastAPI

app = FastAPI()


async def load():
    return 1


@app.get("/")
async def read():
    return asyncio.run(load())
"""

GOOD = BAD.replace("asyncio.run(load())", "await load()")


def defect(program):
    from bench.program import raises

    with raises("RuntimeError", "cannot be called from a running event loop"):
        program.client(raise_server_exceptions=True).get("/")


def fine(program):
    assert program.client().get("/").json() == 1
