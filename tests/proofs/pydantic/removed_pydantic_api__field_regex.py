"""`Field(regex=)` raises under Pydantic 2: it is `pattern=`.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
good = "pydantic>=2"
"""

BAD = """
from pydantic import BaseModel, Field


class Item(BaseModel):
    code: str = Field(regex="^[a-z]+$")
"""

GOOD = """
from pydantic import BaseModel, Field


class Item(BaseModel):
    code: str = Field(pattern="^[a-z]+$")
"""


def defect(program):
    from bench.program import raises

    with raises("PydanticUserError", "`regex` is removed"):
        program.load()


def fine(program):
    from bench.program import raises

    with raises("ValidationError"):
        program.load().Item(code="1")
