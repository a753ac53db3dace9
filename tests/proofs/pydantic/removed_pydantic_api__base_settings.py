"""`from pydantic import BaseSettings` raises under Pydantic 2.

defect = "pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.125-pydantic-1"]
good = "pydantic-settings"
"""

BAD = """
from pydantic import BaseSettings


class Settings(BaseSettings):
    debug: bool = False
"""

GOOD = """
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    debug: bool = False
"""


def defect(program):
    from bench.program import raises

    with raises("PydanticImportError", "`BaseSettings` has been moved to the `pydantic-settings` package"):
        program.load()


def fine(program):
    assert program.load().Settings().debug is False
