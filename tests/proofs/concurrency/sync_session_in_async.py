"""A query on a sync session in an async route stops the event loop.

defect = ""
environments = ["newest"]
"""

BAD = """
import asyncio
import time

import httpx
from fastapi import FastAPI
from sqlalchemy import create_engine, event, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

app = FastAPI()
engine = create_engine("sqlite://", poolclass=NullPool)


@event.listens_for(engine, "connect")
def slow_function(connection, record):
    connection.create_function("slow", 0, lambda: time.sleep(0.3))


@app.get("/slow")
async def slow():
    with Session(engine) as session:
        session.execute(text("select slow()")).all()


async def four_at_once():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        before = time.monotonic()
        await asyncio.gather(*(client.get("/slow") for _ in range(4)))
        return time.monotonic() - before


def measure():
    return asyncio.run(four_at_once())
"""

GOOD = BAD.replace("async def slow", "def slow")


def defect(program):
    assert program.load().measure() >= 1.2


def fine(program):
    assert program.load().measure() < 1.1
