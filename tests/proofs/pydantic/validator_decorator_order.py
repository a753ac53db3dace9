"""`@classmethod` above `@field_validator` hides the validator: it never runs.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from pydantic import BaseModel, field_validator


class User(BaseModel):
    name: str

    @classmethod
    @field_validator("name")
    def not_empty(cls, value: str) -> str:
        if not value:
            raise ValueError("empty name")
        return value
"""

GOOD = """
from pydantic import BaseModel, field_validator


class User(BaseModel):
    name: str

    @field_validator("name")
    @classmethod
    def not_empty(cls, value: str) -> str:
        if not value:
            raise ValueError("empty name")
        return value
"""


def defect(program):
    assert program.load().User(name="").name == ""


def fine(program):
    from bench.program import raises

    with raises("ValidationError", "empty name"):
        program.load().User(name="")
