"""A lifespan without the application parameter fails when the application starts.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan():
    yield


app = FastAPI(lifespan=lifespan)
"""

GOOD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield


app = FastAPI(lifespan=lifespan)
"""


def defect(program):
    from bench.program import raises

    with raises("TypeError", "positional argument"), program.client():
        pass


def fine(program):
    with program.client() as client:
        assert client.get("/docs").status_code == 200
