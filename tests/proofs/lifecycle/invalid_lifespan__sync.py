"""A lifespan under @contextmanager instead of @asynccontextmanager fails when the application starts.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from contextlib import contextmanager

from fastapi import FastAPI


@contextmanager
def lifespan(app: FastAPI):
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

    with raises("TypeError"), program.client():
        pass


def fine(program):
    with program.client() as client:
        assert client.get("/docs").status_code == 200
