"""`class Config` beside `model_config` raises; the Pydantic 2 names do not exist under Pydantic 1.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
good = "pydantic>=2"
"""

BAD = """
from pydantic import BaseModel


class User(BaseModel):
    model_config = {"from_attributes": True}

    name: str

    class Config:
        title = "A user"
"""

GOOD = """
from pydantic import BaseModel, ConfigDict


class User(BaseModel):
    model_config = ConfigDict(from_attributes=True, title="A user")

    name: str
"""


def defect(program):
    from bench.program import raises

    with raises("PydanticUserError", '"Config" and "model_config" cannot be used together'):
        program.load()


def outside(program):
    user = program.load().User
    assert "model_config" in user.__fields__
    assert not hasattr(user, "model_dump")


def fine(program):
    assert program.load().User(name="ada").model_dump() == {"name": "ada"}
