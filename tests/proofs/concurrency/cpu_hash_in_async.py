"""Password hashing in an async route stops the event loop for as long as it takes.

defect = ""
environments = ["newest"]
"""

BAD = """
import asyncio
import time

import bcrypt
import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/hash")
async def hash_password():
    bcrypt.hashpw(b"pw", bcrypt.gensalt(11))


async def longest_stall():
    worst, last = 0.0, time.monotonic()
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        request = asyncio.create_task(client.get("/hash"))
        while not request.done():
            await asyncio.sleep(0.005)
            worst, last = max(worst, time.monotonic() - last), time.monotonic()
    return worst


def measure():
    began = time.monotonic()
    bcrypt.hashpw(b"pw", bcrypt.gensalt(11))
    return asyncio.run(longest_stall()) / (time.monotonic() - began)
"""

GOOD = BAD.replace("async def hash_password", "def hash_password")


def defect(program):
    assert program.load().measure() > 0.35


def fine(program):
    assert min(program.load().measure() for _ in range(3)) < 0.35
