"""A field named like a method of BaseModel raises when the class is built, or hides the method.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
"""

BAD = """
from pydantic import BaseModel


class Report(BaseModel):
    model_dump: str = "a dump"
"""

GOOD = """
from pydantic import BaseModel, Field


class Report(BaseModel):
    dump: str = Field("a dump", alias="model_dump")
"""


def defect(program):
    from bench.program import installed, raises

    with raises("NameError" if installed("pydantic") < (2, 12) else "Exception", "model_dump"):
        program.load()


def fine(program):
    assert program.load().Report()
