"""The Pydantic 1 methods and decorators still work under Pydantic 2 and warn; they go in Pydantic 3.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
good = "pydantic>=2"
"""

BAD = """
from pydantic import BaseModel, validator


class User(BaseModel):
    name: str

    class Config:
        title = "A user"

    @validator("name")
    def not_empty(cls, value):
        return value or "nobody"


def convert(data):
    user = User.parse_obj(data)
    user.json()
    return user.copy().dict()
"""

GOOD = """
from pydantic import BaseModel, ConfigDict, field_validator


class User(BaseModel):
    model_config = ConfigDict(title="A user")

    name: str

    @field_validator("name")
    @classmethod
    def not_empty(cls, value: str) -> str:
        return value or "nobody"


def convert(data):
    user = User.model_validate(data)
    user.model_dump_json()
    return user.model_copy().model_dump()
"""


def deprecations(program):
    from bench.program import warned

    with warned() as texts:
        assert program.load().convert({"name": ""}) == {"name": "nobody"}
    return [text for text in texts if text.startswith("PydanticDeprecated")]


def defect(program):
    texts = " ".join(deprecations(program))
    for name in ("validator", "class-based `config`", "parse_obj", "`json` method", "`copy` method", "`dict` method"):
        assert name in texts, (name, texts)


def fine(program):
    assert not deprecations(program)
