"""Where the value of an endpoint's parameter comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.model.dependencies import annotated, is_marker
from fastdoctor.model.facts import ParameterFact
from fastdoctor.model.kinds import is_model
from fastdoctor.names.alternatives import options
from fastdoctor.names.classes import is_enum
from fastdoctor.names.signatures import SignatureParameter, signature
from fastdoctor.names.types import class_names
from fastdoctor.names.values import NONE, ClassValue, External, Generic, Instance, Unknown, Value
from fastdoctor.pattern import pattern

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

_SOURCES = {
    "fastapi.Path": "path",
    "fastapi.Query": "query",
    "fastapi.Header": "header",
    "fastapi.Cookie": "cookie",
    "fastapi.Body": "body",
    "fastapi.Form": "form",
    "fastapi.File": "file",
}
SPECIAL = frozenset(
    {"starlette.requests.Request", "starlette.requests.HTTPConnection", "starlette.websockets.WebSocket"}
    | {"starlette.responses.Response", "fastapi.BackgroundTasks", "starlette.background.BackgroundTasks"}
    | {"fastapi.security.SecurityScopes"}
)
UPLOADS = frozenset({"fastapi.UploadFile", "starlette.datastructures.UploadFile"})
_SCALARS = frozenset(
    {f"builtins.{name}" for name in ("str", "int", "float", "bool", "bytes", "complex")}
    | {f"datetime.{name}" for name in ("datetime", "date", "time", "timedelta")}
    | {"uuid.UUID", "decimal.Decimal", "pathlib.Path", "typing.Any", "typing.Literal", "fractions.Fraction"}
    | {f"ipaddress.IPv{version}{kind}" for version in "46" for kind in ("Address", "Network", "Interface")}
    | {"pydantic.EmailStr", "pydantic.HttpUrl", "pydantic.AnyUrl", "pydantic.AnyHttpUrl", "pydantic.SecretStr"}
    | {"pydantic.PositiveInt", "pydantic.NonNegativeInt", "pydantic.UUID4", "pydantic.Json", "pydantic.StrictStr"}
)
_COLLECTIONS = frozenset(
    {f"builtins.{name}" for name in ("list", "set", "tuple", "dict", "frozenset")}
    | {f"typing.{name}" for name in ("List", "Set", "Tuple", "Dict", "Sequence", "FrozenSet", "Mapping")}
    | {"collections.abc.Sequence", "collections.abc.Mapping"}
)
_NAME = pattern(r"\{([a-zA-Z_][a-zA-Z0-9_]*)(?::[a-zA-Z_][a-zA-Z0-9_]*)?\}")


def path_names(path: str) -> frozenset[str]:
    """The names of the parameters in a path, as Starlette reads it."""
    return frozenset(_NAME.findall(path))


def parameters_of(run: Interpreter, endpoint: Value, path: str) -> Iterator[ParameterFact]:
    """The parameters of a callable and their sources, on a route with this path."""
    names = path_names(path)
    for parameter in signature(run, endpoint):
        yield _fact(run, parameter, names)


def _fact(run: Interpreter, parameter: SignatureParameter, names: frozenset[str]) -> ParameterFact:
    kind, metadata = annotated(parameter.annotation)
    candidates = [*metadata, *(options(parameter.default) if parameter.default is not None else ())]
    marker = next((item for item in reversed(candidates) if _is_declaration(item)), None)
    source = _source(run, parameter, kind, marker, names)
    found = marker if isinstance(marker, Instance) else None
    return ParameterFact(parameter.name, source, kind, parameter.default, found, parameter.declared, metadata)


def _is_declaration(value: Value) -> bool:
    return is_marker(value) or (
        isinstance(value, Instance) and isinstance(value.type, External) and value.type.name in _SOURCES
    )


def _source(
    run: Interpreter, parameter: SignatureParameter, kind: Value, marker: Value | None, names: frozenset[str]
) -> str:
    if isinstance(marker, Instance) and isinstance(marker.type, External):
        return _SOURCES.get(marker.type.name, "dependency")
    if not SPECIAL.isdisjoint(class_names(run, kind)):
        return "special"
    if parameter.name in names:
        return "path"
    if parameter.kind in {"*", "**"} or isinstance(parameter.annotation, Unknown):
        return "unknown" if parameter.is_annotated else "query"
    return _by_type(run, kind)


def _by_type(run: Interpreter, kind: Value) -> str:
    """A scalar is read from the query, everything else from the body; unknown types from nowhere."""
    if not UPLOADS.isdisjoint(class_names(run, kind)):
        return "file"
    answer = is_scalar(run, kind)
    return "unknown" if answer is None else ("query" if answer else "body")


def is_scalar(run: Interpreter, kind: Value) -> bool | None:
    """Whether FastAPI takes a type for a single value; None where the type is not known."""
    if kind == NONE:
        return True
    if isinstance(kind, Generic):
        return _is_scalar_generic(run, kind)
    if isinstance(kind, External):
        if kind.name in _SCALARS or kind.name == "builtins.NoneType":
            return True
        return False if kind.name in _COLLECTIONS else None
    if isinstance(kind, ClassValue):
        if is_enum(run, kind):
            return True
        known = set(class_names(run, kind))
        if not known.isdisjoint(_SCALARS):
            return True
        return False if is_model(run, kind) or _is_record(kind) else None
    return None


def _is_scalar_generic(run: Interpreter, kind: Generic) -> bool | None:
    if kind.origin in {External("typing.Union"), External("typing.Optional")}:
        answers = [is_scalar(run, annotated(argument)[0]) for argument in kind.arguments]
        if False in answers:
            return False
        return None if None in answers else True
    if kind.origin == External("typing.Annotated"):
        return is_scalar(run, annotated(kind)[0])
    return is_scalar(run, kind.origin)


def _is_record(kind: ClassValue) -> bool:
    names = {getattr(decorator, "name", "") for decorator in kind.decorators}
    return "dataclasses.dataclass" in names
