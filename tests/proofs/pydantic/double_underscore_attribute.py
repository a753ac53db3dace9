"""A name with two leading underscores is no field: it is private, mangled, and ignored as input.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from pydantic import BaseModel


class User(BaseModel):
    __token: str = "default"
"""

GOOD = """
from pydantic import BaseModel, Field


class User(BaseModel):
    token: str = Field("default", alias="__token")
"""


def defect(program):
    user = program.load().User
    assert not user.model_fields
    assert user.model_validate({"__token": "given"})._User__token == "default"


def fine(program):
    assert program.load().User.model_validate({"__token": "given"}).token == "given"
