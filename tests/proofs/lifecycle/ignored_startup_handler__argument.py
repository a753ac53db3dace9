"""With `lifespan=`, the handlers in `on_startup=` never run.

defect = ""
environments = ["newest", "fastapi-0.128", "fastapi-0.115"]
"""

BAD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI

started = []


def connect():
    started.append("connect")


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield


app = FastAPI(lifespan=lifespan, on_startup=[connect])
"""

GOOD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI

started = []


def connect():
    started.append("connect")


@asynccontextmanager
async def lifespan(app: FastAPI):
    connect()
    yield


app = FastAPI(lifespan=lifespan)
"""


def started(program):
    with program.client():
        return program.load().started


def defect(program):
    assert started(program) == []


def fine(program):
    assert started(program) == ["connect"]
