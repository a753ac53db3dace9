"""`lifespan=lifespan(app)` fails when the application starts: the function itself is wanted.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    yield


app = FastAPI(lifespan=lifespan(None))
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

    with raises("TypeError"), program.client():
        pass


def fine(program):
    with program.client() as client:
        assert client.get("/docs").status_code == 200
