"""Unknown keywords of Field are kept as schema extras with a deprecation warning under Pydantic 2.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
good = "pydantic>=2"
"""

BAD = """
from pydantic import BaseModel, Field


class Item(BaseModel):
    name: str = Field(min_lenght=3)
"""

GOOD = """
from pydantic import BaseModel, Field


class Item(BaseModel):
    name: str = Field(min_length=3)
"""


def defect(program):
    from bench.program import warned

    with warned() as texts:
        assert program.load().Item(name="a").name == "a"
    assert any("extra keyword arguments on `Field` is deprecated" in text for text in texts)


def outside(program):
    assert program.load().Item(name="a").name == "a"


def fine(program):
    from bench.program import raises

    with raises("ValidationError"):
        program.load().Item(name="a")
