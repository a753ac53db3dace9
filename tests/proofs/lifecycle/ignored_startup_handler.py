"""With `lifespan=`, the application's own on_event handlers never run, and nothing says so.

defect = ""
environments = ["newest", "fastapi-0.128", "fastapi-0.115"]
"""

BAD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI

started = []


@asynccontextmanager
async def lifespan(app: FastAPI):
    started.append("lifespan")
    yield


app = FastAPI(lifespan=lifespan)


@app.on_event("startup")
def connect():
    started.append("connect")
"""

GOOD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI

started = []


def connect():
    started.append("connect")


@asynccontextmanager
async def lifespan(app: FastAPI):
    started.append("lifespan")
    connect()
    yield


app = FastAPI(lifespan=lifespan)
"""


def started(program):
    with program.client():
        return program.load().started


def defect(program):
    assert started(program) == ["lifespan"]


def fine(program):
    assert started(program) == ["lifespan", "connect"]
