"""A lifespan that is a plain coroutine function fails when the application starts.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI


async def lifespan(app: FastAPI):
    print("starting")


app = FastAPI(lifespan=lifespan)
"""

GOOD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    print("starting")
    yield


app = FastAPI(lifespan=lifespan)
"""


def defect(program):
    from bench.program import raises

    with raises("TypeError", "'coroutine' object does not support the asynchronous context"), program.client():
        pass


def fine(program):
    with program.client() as client:
        assert client.get("/docs").status_code == 200
