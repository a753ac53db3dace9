"""The lifespan of a mounted application never runs.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI

started = []


@asynccontextmanager
async def lifespan(app: FastAPI):
    started.append(app.title)
    yield


admin = FastAPI(title="admin", lifespan=lifespan)
app = FastAPI()
app.mount("/admin", admin)
"""

GOOD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI

started = []


@asynccontextmanager
async def admin_lifespan(app: FastAPI):
    started.append(app.title)
    yield


admin = FastAPI(title="admin")


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with admin_lifespan(admin):
        yield


app = FastAPI(lifespan=lifespan)
app.mount("/admin", admin)
"""


def started(program):
    with program.client():
        return program.load().started


def defect(program):
    assert started(program) == []


def fine(program):
    assert started(program) == ["admin"]
