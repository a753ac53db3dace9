"""A blocking iteration inside an async generator stops every other request while it streams.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
import asyncio
import time

import httpx
from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


async def rows():
    for row in range(3):
        time.sleep(0.1)
        yield str(row)


@app.get("/slow")
async def slow():
    return StreamingResponse(rows())


async def four_at_once():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        before = time.monotonic()
        await asyncio.gather(*(client.get("/slow") for _ in range(4)))
        return time.monotonic() - before


def measure():
    return asyncio.run(four_at_once())
"""

GOOD = BAD.replace("async def rows", "def rows")


def defect(program):
    assert program.load().measure() >= 1.2


def fine(program):
    assert program.load().measure() < 1.0
