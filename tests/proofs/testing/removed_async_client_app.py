"""`AsyncClient(app=...)` warns since httpx 0.27 and raises a TypeError since 0.28.

defect = "httpx>=0.27"
environments = ["newest", "fastapi-0.115", "fastapi-0.112", "fastapi-0.109"]
"""

BAD = """
import asyncio

import httpx
from fastapi import FastAPI

app = FastAPI()


async def status():
    async with httpx.AsyncClient(app=app, base_url="http://test") as client:
        return (await client.get("/docs")).status_code


def run():
    return asyncio.run(status())
"""

GOOD = """
import asyncio

import httpx
from fastapi import FastAPI

app = FastAPI()


async def status():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return (await client.get("/docs")).status_code


def run():
    return asyncio.run(status())
"""


def defect(program):
    from bench.program import installed, raises

    if installed("httpx") < (0, 28):
        assert "The 'app' shortcut is now deprecated" in warnings(program)
        return
    with raises("TypeError", "unexpected keyword argument 'app'"):
        program.load().run()


def warnings(program):
    from bench.program import warned

    with warned() as texts:
        assert program.load().run() == 200
    return " ".join(text for text in texts if "'app'" in text)


def fine(program):
    assert not warnings(program)
