"""A task made with create_task outlives the request: on every release the yielded session is closed under it.

defect = ""
environments = ["newest", "fastapi-0.117", "fastapi-0.105"]
"""

BAD = """
import asyncio

from fastapi import Depends, FastAPI

app = FastAPI()
seen = []
tasks = set()


class Session:
    open = True


def get_session():
    session = Session()
    try:
        yield session
    finally:
        session.open = False


async def work(session):
    await asyncio.sleep(0.2)
    seen.append(session.open)


@app.post("/")
async def create(session: Session = Depends(get_session)):
    tasks.add(asyncio.create_task(work(session)))


@app.get("/wait")
async def wait():
    await asyncio.gather(*tasks)
"""

GOOD = """
import asyncio

from fastapi import FastAPI

app = FastAPI()
seen = []
tasks = set()


class Session:
    open = True


async def work():
    session = Session()
    await asyncio.sleep(0.2)
    seen.append(session.open)


@app.post("/")
async def create():
    tasks.add(asyncio.create_task(work()))


@app.get("/wait")
async def wait():
    await asyncio.gather(*tasks)
"""


def seen(program):
    with program.client() as client:
        client.post("/")
        client.get("/wait")
    return program.load().seen


def defect(program):
    assert seen(program) == [False]


def fine(program):
    assert seen(program) == [True]
