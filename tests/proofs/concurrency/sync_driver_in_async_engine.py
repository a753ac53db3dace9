"""create_async_engine with the URL of a sync driver raises.

defect = ""
environments = ["newest"]
"""

BAD = """
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine("sqlite:///app.db")
"""

GOOD = BAD.replace("sqlite:///", "sqlite+aiosqlite:///")


def defect(program):
    from bench.program import raises

    with raises("InvalidRequestError", "The asyncio extension requires an async driver"):
        program.load()


def fine(program):
    assert program.load().engine
