"""A field that has its type's name and a default hides the type: the annotation means the default.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from datetime import date

from pydantic import BaseModel


class Event(BaseModel):
    date: date | None = None
"""

GOOD = """
import datetime

from pydantic import BaseModel


class Event(BaseModel):
    date: datetime.date | None = None
"""


def defect(program):
    from bench.program import raises

    with raises("Exception"):
        program.load().Event(date="2026-01-01")


def fine(program):
    assert program.load().Event(date="2026-01-01").date.year == 2026
