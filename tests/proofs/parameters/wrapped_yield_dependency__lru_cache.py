"""lru_cache on an async dependency fails on the second request; before FastAPI 0.123 nobody awaits it at all.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from functools import lru_cache

from fastapi import Depends, FastAPI

app = FastAPI()


@lru_cache
async def get_settings():
    return "settings"


@app.get("/")
def read(settings: str = Depends(get_settings)):
    return settings
"""

GOOD = BAD.replace("async def", "def")


def statuses(program):
    client = program.client()
    return [client.get("/").status_code for _ in range(2)]


def defect(program):
    from bench.program import installed

    assert statuses(program) == ([200, 500] if installed("fastapi") >= (0, 123, 5) else [500, 500])


def fine(program):
    assert statuses(program) == [200, 200]
