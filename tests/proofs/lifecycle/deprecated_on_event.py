"""on_event still works; it warns since FastAPI 0.104 (lifespan replaces it since 0.93).

defect = ""
environments = ["newest", "fastapi-0.115", "fastapi-0.99-pydantic-1"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()
started = []


@app.on_event("startup")
def connect():
    started.append("connect")
"""

GOOD = """
from contextlib import asynccontextmanager

from fastapi import FastAPI

started = []


@asynccontextmanager
async def lifespan(app: FastAPI):
    started.append("connect")
    yield


app = FastAPI(lifespan=lifespan)
"""


def load(program):
    from bench.program import warned

    with warned() as texts, program.client():
        assert program.load().started == ["connect"]
    return [text for text in texts if "on_event" in text]


def defect(program):
    from bench.program import installed

    warned = any("on_event is deprecated" in text for text in load(program))
    assert warned == (installed("fastapi") >= (0, 104))


def fine(program):
    assert not load(program)
