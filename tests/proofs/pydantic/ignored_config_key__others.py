"""allow_population_by_field_name, anystr_strip_whitespace, schema_extra and allow_mutation do nothing under Pydantic 2.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
good = "pydantic>=2.11"
"""

BAD = """
from pydantic import BaseModel, Field


class User(BaseModel):
    name: str = Field(alias="fullName")

    class Config:
        allow_population_by_field_name = True
        anystr_strip_whitespace = True
        allow_mutation = False
        schema_extra = {"example": {"fullName": "Ada"}}
"""

GOOD = """
from pydantic import BaseModel, ConfigDict, Field


class User(BaseModel):
    model_config = ConfigDict(
        validate_by_name=True,
        str_strip_whitespace=True,
        frozen=True,
        json_schema_extra={"example": {"fullName": "Ada"}},
    )

    name: str = Field(alias="fullName")
"""


def defect(program):
    from bench.program import raises

    user = program.load().User
    with raises("ValidationError", "fullName"):
        user(name="ada")
    ada = user(fullName=" ada ")
    assert ada.name == " ada "
    ada.name = "other"
    assert "example" not in user.model_json_schema()


def fine(program):
    from bench.program import raises

    user = program.load().User
    ada = user(name=" ada ")
    assert ada.name == "ada"
    with raises("Exception"):
        ada.name = "other"
    assert "example" in (user.model_json_schema() if hasattr(user, "model_json_schema") else user.schema())
