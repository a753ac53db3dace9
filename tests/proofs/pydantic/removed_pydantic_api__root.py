"""`__root__` raises under Pydantic 2: RootModel replaces it.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
good = "pydantic>=2"
"""

BAD = """
from pydantic import BaseModel


class Names(BaseModel):
    __root__: list[str]
"""

GOOD = """
from pydantic import RootModel


class Names(RootModel[list[str]]):
    pass
"""


def defect(program):
    from bench.program import installed, raises

    with raises(
        "PydanticUserError" if installed("pydantic") >= (2, 13) else "TypeError",
        "To define root models, use `pydantic.RootModel`",
    ):
        program.load()


def fine(program):
    from bench.program import raises

    with raises("ValidationError"):
        getattr(program.load().Names, "model_validate", program.load().Names.parse_obj)([{}])
