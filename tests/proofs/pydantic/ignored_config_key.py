"""Config keys that Pydantic 2 renamed are ignored with a warning: `orm_mode` no longer reads attributes.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
good = "pydantic>=2"
"""

BAD = """
from pydantic import BaseModel


class User(BaseModel):
    name: str

    class Config:
        orm_mode = True


class Row:
    name = "ada"


def convert():
    return User.from_orm(Row()).name
"""

GOOD = """
from pydantic import BaseModel, ConfigDict


class User(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str


class Row:
    name = "ada"


def convert():
    return User.model_validate(Row()).name
"""


def defect(program):
    from bench.program import raises, warned

    with warned() as texts:
        module = program.load()
    assert any("Valid config keys have changed in V2" in text for text in texts)
    with raises("PydanticUserError", "You must set the config attribute `from_attributes=True`"):
        module.convert()


def fine(program):
    assert program.load().convert() == "ada"
