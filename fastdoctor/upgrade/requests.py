"""Where does what an application takes from a request depend on the release: forms, null, defaults, content types?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.names.operators import plain
from fastdoctor.names.values import ClassValue, External, Known, Value
from fastdoctor.project.classes import class_of
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.calls import Call
    from fastdoctor.project.routes import Parameter

_SENDING = tuple(f"starlette.testclient.TestClient.{method}" for method in ("post", "put", "patch", "request"))
_DUMPED = frozenset({"model_dump_json", "json", "dumps"})


def boolean_forms(project: Project) -> Iterator[Location]:
    """The boolean form fields that are required, or true where they are missing."""
    for parameter in _parameters(project, "form"):
        if parameter.type_name == "builtins.bool" and _default(parameter) in {..., True}:
            yield parameter.location


def empty_strings(project: Project) -> Iterator[Location]:
    """The required text fields of models that forms are read into."""
    for parameter in _parameters(project, "form"):
        if isinstance(parameter.fact.type, ClassValue):
            for field in class_of(parameter.run, parameter.fact.type).fields():
                if field.default is None and field.annotation is not None and field.annotation.is_named("builtins.str"):
                    yield field.location


def required_texts(project: Project) -> Iterator[Location]:
    """The required text fields that forms are read into one by one."""
    for parameter in _parameters(project, "form"):
        if parameter.type_name == "builtins.str" and not _has_default(parameter):
            yield parameter.location


def required_files(project: Project) -> Iterator[Location]:
    """The files that must be sent."""
    for parameter in _parameters(project, "file"):
        if not _has_default(parameter):
            yield parameter.location


def null_bodies(project: Project) -> Iterator[Location]:
    """The bodies, or parts of one, with a default that is not None and a type that None is not of."""
    for parameter in _parameters(project, "body"):
        known = isinstance(parameter.fact.type, (ClassValue, External)) and parameter.type_name != "typing.Any"
        if known and _has_default(parameter) and _default(parameter) is not None:
            yield parameter.location


def violated_defaults(project: Project) -> Iterator[Location]:
    """The parameters whose default their own constraints refuse."""
    for parameter in _parameters(project, "query", "header", "cookie", "form", "body"):
        made = parameter.fact.marker.construction if parameter.fact.marker is not None else None
        if made is None:
            continue
        limits = {name: plain(parameter.run, value) for name, value in made.keywords.items()}
        known = {name: value.value for name, value in limits.items() if isinstance(value, Known)}
        if _is_refused(_default(parameter), known):
            yield parameter.location


def files_of_generated_clients(project: Project) -> Iterator[Location]:
    """The files that an application takes, where a tool of the project reads its OpenAPI document."""
    if project.openapi_tools:
        yield from (parameter.location for parameter in _parameters(project, "file"))


def untyped_json(project: Project) -> Iterator[Location]:
    """The tests that send JSON text without saying that it is JSON."""
    if any(found["strict_content_type"] is not None for found in project.applications):
        return
    clients = project.calls("starlette.testclient.TestClient", tests=True)
    if any("headers" in client.keywords for client in clients):
        return
    for call in project.calls(*_SENDING, tests=True):
        if "headers" in call.keywords or call.is_loose:
            continue
        for name in ("content", "data"):
            if _is_json(call, name):
                yield call.keyword_place(name).location


def _is_json(call: Call, name: str) -> bool:
    given = call[name]
    if given is None:
        return False
    if isinstance(given.constant, (str, bytes)):
        return given.constant[:1] in {"{", "[", b"{", b"["}
    called = given.node.function if isinstance(given.node, tree.Call) else None
    return isinstance(called, tree.Attribute) and called.name in _DUMPED


def _parameters(project: Project, *sources: str) -> Iterator[Parameter]:
    for _, routes in project.endpoints():
        yield from (parameter for parameter in routes[0].parameters if parameter.source in sources)


def _has_default(parameter: Parameter) -> bool:
    return (_written(parameter) is not None and _default(parameter) is not ...) or _is_made(parameter)


def _is_made(parameter: Parameter) -> bool:
    """Whether the default is an object that a call makes (`= Item()`)."""
    written = _written(parameter)
    return written is not None and not isinstance(plain(parameter.run, written), Known)


def _written(parameter: Parameter) -> Value | None:
    """The default as it counts: that of the marker where the marker itself stands in its place."""
    fact = parameter.fact
    if fact.default is not None and fact.default is fact.marker and fact.marker.construction is not None:
        return fact.marker.construction.argument("default", 0)
    return fact.default


def _default(parameter: Parameter) -> object:
    """The constant default, Ellipsis where there is none or it is no constant."""
    written = _written(parameter)
    found = plain(parameter.run, written) if written is not None else None
    return found.value if isinstance(found, Known) else ...


def _is_refused(default: object, limits: dict[str, object]) -> bool:
    """Whether a default lies outside of the limits."""
    if isinstance(default, (int, float)) and not isinstance(default, bool):
        numbers = {name: limit for name, limit in limits.items() if isinstance(limit, (int, float))}
        return (
            default <= numbers.get("gt", float("-inf"))
            or default < numbers.get("ge", float("-inf"))
            or default >= numbers.get("lt", float("inf"))
            or default > numbers.get("le", float("inf"))
        )
    if isinstance(default, str):
        least, most = limits.get("min_length"), limits.get("max_length")
        return (isinstance(least, int) and len(default) < least) or (isinstance(most, int) and len(default) > most)
    return False
