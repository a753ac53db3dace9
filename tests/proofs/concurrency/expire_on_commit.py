"""An ORM object read after commit on an async session raises: its attributes expired and want a new query.

defect = ""
environments = ["newest"]
"""

BAD = """
import asyncio

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine("sqlite+aiosqlite://")
sessions = async_sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


async def create():
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with sessions() as session:
        item = Item(name="one")
        session.add(item)
        await session.commit()
        return item.name


def run():
    return asyncio.run(create())
"""

GOOD = BAD.replace("async_sessionmaker(engine)", "async_sessionmaker(engine, expire_on_commit=False)")


def defect(program):
    from bench.program import raises

    with raises("MissingGreenlet"):
        program.load().run()


def fine(program):
    assert program.load().run() == "one"
