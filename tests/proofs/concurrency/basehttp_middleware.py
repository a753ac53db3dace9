"""A contextvar that is set in a route is not visible after call_next in a BaseHTTPMiddleware.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from contextvars import ContextVar

from fastapi import FastAPI, Request

app = FastAPI()
user = ContextVar("user", default="nobody")
seen = []


@app.middleware("http")
async def log(request: Request, call_next):
    response = await call_next(request)
    seen.append(user.get())
    return response


@app.get("/")
async def read():
    user.set("ada")
"""

GOOD = """
from contextvars import ContextVar

from fastapi import FastAPI

app = FastAPI()
user = ContextVar("user", default="nobody")
seen = []


class Log:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        await self.app(scope, receive, send)
        seen.append(user.get())


app.add_middleware(Log)


@app.get("/")
async def read():
    user.set("ada")
"""


def seen(program):
    program.client().get("/")
    return program.load().seen


def defect(program):
    assert seen(program) == ["nobody"]


def fine(program):
    assert seen(program) == ["ada"]
