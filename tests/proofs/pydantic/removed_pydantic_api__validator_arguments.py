"""A validator that takes `field` or `config` raises under Pydantic 2.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
good = "pydantic>=2"
"""

BAD = """
from pydantic import BaseModel, validator


class Item(BaseModel):
    price: int

    @validator("price")
    def positive(cls, value, field):
        if value < 0:
            raise ValueError(f"{field.name} is negative")
        return value
"""

GOOD = """
from pydantic import BaseModel, ValidationInfo, field_validator


class Item(BaseModel):
    price: int

    @field_validator("price")
    @classmethod
    def positive(cls, value: int, info: ValidationInfo) -> int:
        if value < 0:
            raise ValueError(f"{info.field_name} is negative")
        return value
"""


def defect(program):
    from bench.program import raises

    with raises("PydanticUserError", "`field` and `config` parameters are not available in Pydantic V2"):
        program.load()


def fine(program):
    from bench.program import raises

    with raises("ValidationError", "price is negative"):
        program.load().Item(price=-1)
