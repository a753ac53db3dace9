"""`AsyncClient(app=...)` raises a TypeError since httpx 0.28.

defect = "httpx>=0.28"
environments = ["newest", "fastapi-0.115", "fastapi-0.112"]
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
    from bench.program import raises

    with raises("TypeError", "unexpected keyword argument 'app'"):
        program.load().run()


def fine(program):
    assert program.load().run() == 200
