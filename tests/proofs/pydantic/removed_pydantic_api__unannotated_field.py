"""A field without annotation raises under Pydantic 2.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
"""

BAD = """
from pydantic import BaseModel


class Item(BaseModel):
    price = 5
"""

GOOD = """
from pydantic import BaseModel


class Item(BaseModel):
    price: int = 5
"""


def defect(program):
    from bench.program import raises

    with raises("PydanticUserError", "A non-annotated attribute was detected"):
        program.load()


def fine(program):
    assert program.load().Item().price == 5
