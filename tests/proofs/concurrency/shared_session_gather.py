"""One AsyncSession used by two tasks at once raises.

defect = ""
environments = ["newest"]
"""

BAD = """
import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")


async def both():
    async with AsyncSession(engine) as session:
        await asyncio.gather(session.execute(text("select 1")), session.execute(text("select 2")))


def run():
    asyncio.run(both())
"""

GOOD = """
import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

engine = create_async_engine("sqlite+aiosqlite://")


async def one(statement):
    async with AsyncSession(engine) as session:
        await session.execute(text(statement))


async def both():
    await asyncio.gather(one("select 1"), one("select 2"))


def run():
    asyncio.run(both())
"""


def defect(program):
    from bench.program import raises

    with raises("InvalidRequestError"):
        program.load().run()


def fine(program):
    program.load().run()
