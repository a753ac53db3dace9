"""A TestClient that is not entered does not run the lifespan.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.testclient import TestClient


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = "pool"
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/")
def read(request: Request):
    return request.app.state.pool


def test_read():
    client = TestClient(app)
    assert client.get("/").json() == "pool"
"""

GOOD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.testclient import TestClient


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = "pool"
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/")
def read(request: Request):
    return request.app.state.pool


def test_read():
    with TestClient(app) as client:
        assert client.get("/").json() == "pool"
"""


def defect(program):
    from bench.program import raises

    with raises("AttributeError", "'State' object has no attribute 'pool'"):
        program.load().test_read()


def fine(program):
    program.load().test_read()
