"""Applications have no `add_event_handler`, `route` and `add_websocket_route` with Starlette 1.0 and later.

defect = "starlette>=1"
environments = ["newest", "fastapi-0.159", "fastapi-0.144", "fastapi-0.137", "fastapi-0.136", "fastapi-0.132"]
"""

BAD = """
from fastapi import FastAPI


def connect() -> None:
    print("connected")


app = FastAPI()
app.add_event_handler("startup", connect)
"""

GOOD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    print("connected")
    yield


app = FastAPI(lifespan=lifespan)
"""


def defect(program):
    from bench.program import raises
    from fastapi import FastAPI
    from starlette.applications import Starlette
    from starlette.routing import Router

    lost = {
        FastAPI: ("add_event_handler", "route", "add_websocket_route"),
        Starlette: (
            "add_event_handler", "on_event", "route", "websocket_route", "add_websocket_route", "exception_handler",
            "middleware",
        ),
        Router: ("add_event_handler", "on_event", "route", "websocket_route"),
    }  # fmt: skip
    for owner, methods in lost.items():
        assert not [method for method in methods if hasattr(owner, method)]
    for kept in ("on_event", "middleware", "exception_handler", "websocket_route"):
        assert hasattr(FastAPI, kept)
    with raises("AttributeError"):
        program.load()


def fine(program):
    with program.client():
        pass
