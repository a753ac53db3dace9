"""`middleware=[Class]` fails on the first request: it must be `Middleware(Class)`.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

app = FastAPI(middleware=[GZipMiddleware])
"""

GOOD = """
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

app = FastAPI(middleware=[Middleware(GZipMiddleware)])
"""


def defect(program):
    from bench.program import raises

    with raises("TypeError"):
        program.client(raise_server_exceptions=True).get("/docs")


def fine(program):
    assert program.client().get("/docs").status_code == 200
