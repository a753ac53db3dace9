"""A startup handler of an included router runs twice since FastAPI 0.112.2 when the application has no lifespan.

defect = "fastapi>=0.112.2"
environments = ["newest", "fastapi-0.136", "fastapi-0.112", "fastapi-0.112.1"]
"""

BAD = """
from fastapi import APIRouter, FastAPI

started = []
router = APIRouter()


@router.on_event("startup")
def connect():
    started.append("connect")


app = FastAPI()
app.include_router(router)
"""

GOOD = """
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

started = []
router = APIRouter()


@asynccontextmanager
async def lifespan(app: FastAPI):
    started.append("connect")
    yield


app = FastAPI(lifespan=lifespan)
app.include_router(router)
"""


def started(program):
    with program.client():
        return program.load().started


def defect(program):
    assert started(program) == ["connect", "connect"]


def fine(program):
    assert started(program) == ["connect"]
