"""A bare `@root_validator` raises under Pydantic 2 when the class is built.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
good = "pydantic>=2"
"""

BAD = """
from pydantic import BaseModel, root_validator


class Span(BaseModel):
    start: int
    end: int

    @root_validator
    def ordered(cls, values):
        if values["start"] > values["end"]:
            raise ValueError("start is after end")
        return values
"""

GOOD = """
from pydantic import BaseModel, model_validator


class Span(BaseModel):
    start: int
    end: int

    @model_validator(mode="after")
    def ordered(self):
        if self.start > self.end:
            raise ValueError("start is after end")
        return self
"""


def defect(program):
    from bench.program import raises

    with raises("PydanticUserError", "skip_on_failure=True"):
        program.load()


def fine(program):
    from bench.program import raises

    module = program.load()
    assert module.Span(start=1, end=2).end == 2
    with raises("ValidationError", "start is after end"):
        module.Span(start=2, end=1)
