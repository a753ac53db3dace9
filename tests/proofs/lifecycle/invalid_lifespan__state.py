"""A lifespan that yields something else than a mapping fails when the application starts.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield 5


app = FastAPI(lifespan=lifespan)
"""

GOOD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield {"pool": 5}


app = FastAPI(lifespan=lifespan)


@app.get("/docs-of-mine")
def read(request: Request):
    return request.state.pool
"""


def defect(program):
    from bench.program import raises

    with raises("TypeError", "'int' object is not iterable"), program.client():
        pass


def fine(program):
    with program.client() as client:
        assert client.get("/docs-of-mine").json() == 5
