"""A blocking call in an async route stops every other request until it returns.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
import asyncio
import time

import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/slow")
async def slow():
    time.sleep(0.3)


async def four_at_once():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        before = time.monotonic()
        await asyncio.gather(*(client.get("/slow") for _ in range(4)))
        return time.monotonic() - before


def measure():
    return asyncio.run(four_at_once())
"""

GOOD = BAD.replace("    time.sleep(0.3)", "    await asyncio.sleep(0.3)")


def defect(program):
    assert program.load().measure() >= 1.2


def fine(program):
    assert program.load().measure() < 0.9
