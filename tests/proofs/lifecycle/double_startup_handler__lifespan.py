"""With a lifespan on the application, a startup handler of an included router runs once.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import APIRouter, FastAPI

started = []
router = APIRouter(on_startup=[lambda: started.append("connect")])
app = FastAPI()
app.include_router(router)
"""

GOOD = """
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

started = []
router = APIRouter(on_startup=[lambda: started.append("connect")])


@asynccontextmanager
async def lifespan(app: FastAPI):
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
