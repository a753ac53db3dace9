"""What kind of framework object a class makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.names.classes import external_bases
from fastdoctor.names.values import ClassValue, External, Generic, Value

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

APPLICATIONS = frozenset({"fastapi.FastAPI", "starlette.applications.Starlette"})
ROUTERS = frozenset({"fastapi.APIRouter", "starlette.routing.Router"})
SETTINGS = frozenset({"pydantic_settings.BaseSettings", "pydantic.BaseSettings", "pydantic.v1.BaseSettings"})
MODELS = (
    frozenset({"pydantic.BaseModel", "pydantic.v1.BaseModel", "sqlmodel.SQLModel", "pydantic.RootModel"}) | SETTINGS
)


def derives(run: Interpreter, value: Value, names: frozenset[str]) -> bool:
    """Whether a class is, or surely derives from, one of these external classes."""
    value = run.resolve(value)
    if isinstance(value, External):
        return value.name in names
    if isinstance(value, (ClassValue, Generic)):
        return not names.isdisjoint(external_bases(run, value))
    return False


def is_application(run: Interpreter, value: Value) -> bool:
    return derives(run, value, APPLICATIONS)


def is_router(run: Interpreter, value: Value) -> bool:
    """Whether routes can be registered on instances of a class: applications are routers too."""
    return derives(run, value, APPLICATIONS | ROUTERS)


def is_settings(run: Interpreter, value: Value) -> bool:
    return derives(run, value, SETTINGS)


def is_model(run: Interpreter, value: Value) -> bool:
    """Whether a class is a Pydantic model of the project, or surely derives from one."""
    return derives(run, value, MODELS)
