"""`validate_by_alias=False` without `validate_by_name=True` raises when the class is built.

defect = "pydantic>=2.11"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
good = "pydantic>=2.11"
"""

BAD = """
from pydantic import BaseModel, Field


class User(BaseModel):
    model_config = {"validate_by_alias": False, "validate_by_name": False}

    name: str = Field(alias="fullName")
"""

GOOD = """
from pydantic import BaseModel, Field


class User(BaseModel):
    model_config = {"validate_by_alias": True, "validate_by_name": True}

    name: str = Field(alias="fullName")
"""


def defect(program):
    from bench.program import raises

    with raises("PydanticUserError", "validate_by_alias"):
        program.load()


def outside(program):
    assert program.load().User(fullName="ada").name == "ada"


def fine(program):
    assert program.load().User(name="ada").name == "ada"
