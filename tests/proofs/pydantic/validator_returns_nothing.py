"""A validator that returns nothing sets the field to None.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from pydantic import BaseModel, field_validator


class User(BaseModel):
    name: str

    @field_validator("name")
    @classmethod
    def not_empty(cls, value: str) -> str:
        if not value:
            raise ValueError("empty name")
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
    assert program.load().User(name="ada").name is None


def fine(program):
    assert program.load().User(name="ada").name == "ada"
