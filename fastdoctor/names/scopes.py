"""What the names inside a function mean, without following a call of it.

Every name has the values that the assignments of its scope give it, whatever their order; a parameter is an unknown
instance of its annotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from fastdoctor.names.alternatives import either
from fastdoctor.names.annotations import annotation_value
from fastdoctor.names.calls import default_of
from fastdoctor.names.classes import define_class
from fastdoctor.names.decorators import define_function
from fastdoctor.names.evaluation import item
from fastdoctor.names.frames import Frame
from fastdoctor.names.imports import import_from, import_modules
from fastdoctor.names.targets import elements
from fastdoctor.names.values import (
    NONE,
    UNKNOWN,
    Awaitable,
    Collection,
    External,
    FunctionValue,
    Generic,
    Known,
    Unknown,
    Value,
)
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import own_nodes

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

Binding = tuple[str, object]
_NO_TYPE = frozenset({"typing.Optional", "typing.Union"})


class LazyNames(dict[str, Value]):
    """The names of a scope; each is evaluated when it is first asked for."""

    def __init__(
        self, run: Interpreter, frame: Frame, bindings: dict[str, list[tuple[str, tree.Node, tree.Node]]]
    ) -> None:
        super().__init__()
        self._run, self._frame, self._bindings = run, frame, bindings

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self._bindings

    def __missing__(self, name: str) -> Value:
        if name not in self._bindings:
            raise KeyError(name)
        self[name] = UNKNOWN  # a name that needs itself is not proven
        try:
            found = [_bound(self._run, self._frame, name, *binding) for binding in self._bindings[name]]
            self[name] = either([self._run.resolve(value) for value in found])
        except BaseException:
            del self[name]  # not answered now is not the same as without an answer
            raise
        return self[name]


def function_frame(run: Interpreter, function: FunctionValue) -> Frame:
    """The scope of a function's body; there is one for each function."""
    version = function.node.code.version if isinstance(function.node, tree.Function) else 0
    if function.scope is None or function.scope_version != version:
        function.scope, function.scope_version = _made_frame(run, function), version
    return function.scope


def _made_frame(run: Interpreter, function: FunctionValue) -> Frame:
    outer = function.frame
    frame = Frame("function", outer.module, function.path, outer=outer, qualname=function.qualname)
    frame.function, frame.owner = function, function.owner
    bindings = _bindings(function.node)
    frame.names = LazyNames(run, frame, bindings)
    for place, parameter in enumerate(function.node.parameters):
        frame.names[parameter.name] = _argument(run, function, parameter, place)
    if function.owner is not None and function.node.parameters:
        frame.receiver = frame.names[function.node.parameters[0].name]
    for node in own_nodes(function.node) if isinstance(function.node, tree.Function) else ():
        if isinstance(node, tree.Declare):
            frame.declared.update(dict.fromkeys(node.names, node.kind))
    return frame


def _argument(run: Interpreter, function: FunctionValue, parameter: tree.Parameter, place: int) -> Value:
    if place == 0 and function.owner is not None and function.kind not in {"static", "class"}:
        return Unknown("an instance", function.owner)
    if place == 0 and function.owner is not None and function.kind == "class":
        return function.owner
    if parameter.kind == "*":
        return Collection("tuple", [], complete=False)
    if parameter.annotation is not None:
        return Unknown("an argument", without_none(annotation_value(run, parameter.annotation, function.frame)))
    if parameter.default is not None:
        default = default_of(run, function, parameter)
        return UNKNOWN if isinstance(default, Known) else Unknown("an argument with a default", None)
    return UNKNOWN


def without_none(kind: Value) -> Value:
    """The type of an argument that is given: `Annotated[T, ...]`, `T | None` and `Optional[T]` are T."""
    while isinstance(kind, Generic) and isinstance(kind.origin, External):
        name = kind.origin.name
        if name == "typing.Annotated" and kind.arguments:
            kind = kind.arguments[0]
        elif name in _NO_TYPE:
            rest = [argument for argument in kind.arguments if argument != NONE]
            if len(rest) != 1:
                return kind
            kind = rest[0]
        else:
            return kind
    return kind


_BINDING: frozenset[type] = frozenset(
    {tree.Assign, tree.Annotated, tree.For, tree.With, tree.Handler, tree.Walrus, tree.Import, tree.ImportFrom}
    | {tree.Function, tree.Class, tree.Comprehension}
)
"""The kinds of nodes that `_binds` knows."""


def _bindings(node: tree.Function | tree.Lambda) -> dict[str, list[tuple[str, tree.Node, tree.Node]]]:
    found: dict[str, list[tuple[str, tree.Node, tree.Node]]] = {}
    if isinstance(node, tree.Function):
        for inner in own_nodes(node):
            for name, kind, target, source in _binds(inner) if type(inner) in _BINDING else ():
                found.setdefault(name, []).append((kind, target, source))
    return found


def _binds(node: tree.Node) -> Iterator[tuple[str, str, tree.Node, tree.Node]]:
    """The names that a statement binds, how, by which target, from which node."""
    match node:
        case tree.Assign():
            for target in node.targets:
                yield from _targets(target, "value", node.value)
        case tree.Annotated(target=tree.Name() as target):
            yield target.id, "annotated", target, node
        case tree.For():
            yield from _targets(node.target, "element", node.iterable)
        case tree.With():
            for part in node.items:
                if part.target is not None:
                    yield from _targets(part.target, "entered", part.value)
        case tree.Handler() if node.name and node.type is not None:
            yield node.name, "caught", node.type, node.type
        case tree.Walrus():
            yield node.name, "value", node, node.value
        case tree.Import() | tree.ImportFrom():
            for imported in node.names:
                name = imported.alias or imported.name.split(".")[0]
                yield name, "import", imported, node
        case tree.Function() | tree.Class():
            yield node.name, "definition", node, node
        case tree.Comprehension():
            for loop in node.loops:
                yield from _targets(loop.target, "element", loop.iterable)


def _targets(target: tree.Node, kind: str, source: tree.Node) -> Iterator[tuple[str, str, tree.Node, tree.Node]]:
    if isinstance(target, tree.Name):
        yield target.id, kind, target, source
    elif isinstance(target, tree.Sequence):
        for place, part in enumerate(target.items):
            if isinstance(part, tree.Name):
                yield part.id, f"{kind}:{place}", part, source


def _bound(run: Interpreter, frame: Frame, name: str, kind: str, target: tree.Node, source: tree.Node) -> Value:
    kind, _, place = kind.partition(":")
    value = _whole(run, frame, name, kind, target, source)
    return item(run, value, Known(int(place))) if place else value


def _whole(run: Interpreter, frame: Frame, name: str, kind: str, target: tree.Node, source: tree.Node) -> Value:
    match kind:
        case "annotated" if isinstance(source, tree.Annotated):
            declared = without_none(annotation_value(run, source.annotation, frame))
            return Unknown("declared", declared)
        case "definition" if isinstance(source, tree.Function):
            return define_function(run, source, frame)
        case "definition" if isinstance(source, tree.Class):
            return define_class(run, source, frame)
        case "import":
            scratch = Frame("function", frame.module, frame.path, outer=frame)
            if isinstance(source, tree.Import):
                import_modules(run, source, scratch)
            elif isinstance(source, tree.ImportFrom):
                import_from(run, source, scratch)
            return run.resolve(scratch.names.get(name, UNKNOWN))
        case "caught":
            return Unknown("an exception", run.evaluate(cast("tree.Expression", target), frame))
    value = run.resolve(run.evaluate(cast("tree.Expression", source), frame))
    if isinstance(value, Awaitable) and kind != "value":
        value = value.result
    if kind == "element":
        found = elements(run, value)
        return either(found) if found and len(found) < 8 else UNKNOWN
    if kind == "entered" and isinstance(value, Collection) and value.kind == "generator":
        return value.items[0] if value.items else UNKNOWN
    return value
