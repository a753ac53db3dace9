"""A validator for a field that does not exist raises when the class is built.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from pydantic import BaseModel, field_validator


class User(BaseModel):
    name: str

    @field_validator("nmae")
    @classmethod
    def not_empty(cls, value: str) -> str:
        return value
"""

GOOD = """
from pydantic import BaseModel, field_validator


class User(BaseModel):
    name: str

    @field_validator("name")
    @classmethod
    def not_empty(cls, value: str) -> str:
        return value
"""


def defect(program):
    from bench.program import raises

    with raises("PydanticUserError", "Decorators defined with incorrect fields"):
        program.load()


def fine(program):
    assert program.load().User(name="ada")
