"""`conlist(min_items=)` raises under Pydantic 2; `Field(min_items=)` only warns.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
good = "pydantic>=2"
"""

BAD = """
from pydantic import BaseModel, conlist


class Order(BaseModel):
    items: conlist(int, min_items=1)
"""

GOOD = """
from pydantic import BaseModel, conlist


class Order(BaseModel):
    items: conlist(int, min_length=1)
"""


def defect(program):
    from bench.program import raises, warned

    with raises("TypeError", "min_items"):
        program.load()
    from pydantic import Field

    with warned() as texts:
        Field(min_items=1)
    assert any("`min_items` is deprecated" in text for text in texts)


def fine(program):
    from bench.program import raises

    with raises("ValidationError"):
        program.load().Order(items=[])
