"""`add_middleware(instance)` fails on the first request: the class is wanted.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

app = FastAPI()
app.add_middleware(GZipMiddleware(app))
"""

GOOD = """
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

app = FastAPI()
app.add_middleware(GZipMiddleware)
"""


def defect(program):
    from bench.program import raises

    with raises("TypeError"):
        program.client(raise_server_exceptions=True).get("/docs")


def fine(program):
    assert program.client().get("/docs").status_code == 200
