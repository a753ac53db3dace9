"""A threading.Lock held across await stops the event loop for good when a second request wants it.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
import asyncio
import threading

import httpx
from fastapi import FastAPI

app = FastAPI()
lock = threading.Lock()


@app.get("/")
async def read():
    with lock:
        await asyncio.sleep(0.05)


async def two_at_once():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        await asyncio.gather(client.get("/"), client.get("/"))


if __name__ == "__main__":
    asyncio.run(two_at_once())
"""

GOOD = (
    BAD.replace("threading.Lock()", "asyncio.Lock()")
    .replace("    with lock", "    async with lock")
    .replace("import threading\n", "")
)


def defect(program):
    from bench.program import raises

    with raises("TimeoutExpired"):
        program.run("python", "main.py", seconds=4)


def fine(program):
    done = program.run("python", "main.py")
    assert done.returncode == 0, done.stdout
