"""Which callables a route needs before its endpoint runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.model.callables import describe
from fastdoctor.model.facts import Declared, Dependency
from fastdoctor.names.alternatives import options
from fastdoctor.names.signatures import SignatureParameter, fields_of, signature
from fastdoctor.names.targets import elements
from fastdoctor.names.values import UNKNOWN, ClassValue, External, Generic, Instance, Known, Returned, Value

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

MARKERS = frozenset({"fastapi.Depends", "fastapi.Security"})
DEEPEST_TREE = 30


def is_marker(value: Value) -> bool:
    """Whether a value is `Depends(...)` or `Security(...)`."""
    return isinstance(value, Instance) and isinstance(value.type, External) and value.type.name in MARKERS


def annotated(value: Value) -> tuple[Value, tuple[Value, ...]]:
    """The type and the metadata of `Annotated[type, ...]`, nested ones flattened; other types have no metadata."""
    if isinstance(value, Generic) and value.origin == External("typing.Annotated") and value.arguments:
        kind, metadata = annotated(value.arguments[0])
        return kind, (*metadata, *value.arguments[1:])
    return value, ()


def dependencies_of(run: Interpreter, value: Value, depth: int = 0) -> tuple[Dependency, ...]:
    """The dependencies that the parameters of a callable declare, with theirs below them."""
    if depth > DEEPEST_TREE:
        return ()
    found = (_of_parameter(run, parameter, depth) for parameter in signature(run, value))
    return (*(dependency for dependency in found if dependency is not None), *_of_view(run, value, depth))


def _of_parameter(run: Interpreter, parameter: SignatureParameter, depth: int) -> Dependency | None:
    kind, metadata = annotated(parameter.annotation)
    marker = next((item for item in reversed(metadata) if is_marker(item)), None)
    if parameter.default is not None:
        marker = next((option for option in options(parameter.default) if is_marker(option)), marker)
    if not isinstance(marker, Instance):
        return None
    return dependency(run, marker, kind, parameter.declared, depth)


def dependency(
    run: Interpreter, marker: Instance, kind: Value, declared: Declared | None, depth: int = 0
) -> Dependency:
    """The dependency that a marker declares; without an argument it is the annotated type itself."""
    made = marker.construction
    target = made.argument("dependency", 0) if made else None
    target = run.resolve(target) if target is not None and target != Known(None) else kind
    target = next((option for option in options(target) if describe(run, option) is not None), UNKNOWN)
    if isinstance(target, Generic) and target.origin == External("typing.Annotated"):
        target = annotated(target)[0]
    scopes = made.argument("scopes", 1) if made and marker.type == External("fastapi.Security") else None
    return Dependency(
        describe(run, target),
        marker,
        declared,
        dependencies_of(run, target, depth + 1),
        tuple(elements(run, scopes) or ()) if scopes is not None else (),
    )


def _of_view(run: Interpreter, value: Value, depth: int) -> Iterator[Dependency]:
    """A method of a class-based view (`fastapi_utils.cbv`) gets its `self` from the class as a dependency."""
    owner = getattr(value, "owner", None)
    if not isinstance(owner, ClassValue) or not is_view(owner):
        return
    marker = Instance(External("fastapi.Depends"))
    yield Dependency(describe(run, owner), marker, owner, _view_dependencies(run, owner, depth + 1))


def is_view(kind: ClassValue) -> bool:
    """Whether a class is decorated as a class-based view."""
    return any(
        isinstance(decorator, Returned)
        and isinstance(decorator.callee, External)
        and decorator.callee.name.rpartition(".")[2] == "cbv"
        for decorator in kind.decorators
    )


def _view_dependencies(run: Interpreter, owner: ClassValue, depth: int) -> tuple[Dependency, ...]:
    own = dependencies_of(run, owner, depth)
    declared = (_of_parameter(run, parameter, depth) for parameter in fields_of(run, owner))
    return (*own, *(found for found in declared if found is not None and found not in own))


def listed(run: Interpreter, value: Value | None) -> tuple[Dependency, ...]:
    """The dependencies of a `dependencies=[...]` argument."""
    found = elements(run, value) if value is not None else None
    result = []
    for item in found or ():
        marker = next((option for option in options(run.resolve(item)) if is_marker(option)), None)
        if isinstance(marker, Instance):
            result.append(dependency(run, marker, UNKNOWN, marker.construction))
    return tuple(result)


def flattened(dependencies: tuple[Dependency, ...]) -> Iterator[Dependency]:
    """Every dependency of a tree, each before those below it."""
    for found in dependencies:
        yield found
        yield from flattened(found.dependencies)
