"""Adding a middleware in the lifespan fails: the application has started.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.add_middleware(GZipMiddleware)
    yield


app = FastAPI(lifespan=lifespan)
"""

GOOD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield


app = FastAPI(lifespan=lifespan)
app.add_middleware(GZipMiddleware)
"""


def defect(program):
    from bench.program import raises

    with raises("RuntimeError", "Cannot add middleware after an application has started"), program.client():
        pass


def fine(program):
    with program.client() as client:
        assert client.get("/docs").status_code == 200
