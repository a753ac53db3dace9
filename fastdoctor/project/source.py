"""What stands in the files of a project: every function, class and call of one file, in its scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastdoctor.names.classes import define_class
from fastdoctor.names.frames import Frame
from fastdoctor.names.values import ClassValue, FunctionValue, Lazy, Site, Value
from fastdoctor.project.calls import Call
from fastdoctor.project.classes import Class, class_of
from fastdoctor.project.functions import Function, function_of
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import children

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter


_IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A node and the scope and function that it stands in; `guarded` inside a `try` that catches an ImportError."""

    node: tree.Node
    frame: Frame
    function: Function | None
    awaited: bool = False
    guarded: bool = False


@dataclass(slots=True)
class SourceFile:
    """The functions, classes and nodes of one file."""

    path: str
    functions: list[Function] = field(default_factory=list)
    classes: list[Class] = field(default_factory=list)
    nodes: list[Statement] = field(default_factory=list)


def read_source(run: Interpreter, path: str) -> SourceFile | None:
    """What stands in a file; None where it cannot be read."""
    source = run.syntax(path)
    if source is None:
        return None
    module = run.module(path)
    run.names_of(module)
    found = SourceFile(path)
    if module.frame is not None:
        _Reading(run, found).block(source.body, module.frame, None)
    return found


@dataclass(slots=True)
class _Reading:
    run: Interpreter
    found: SourceFile
    guards: int = 0

    def block(self, block: tuple[object, ...], frame: Frame, function: Function | None, awaited: bool = False) -> None:
        for node in children(block):
            if isinstance(node, tree.Function):
                self._function(node, frame, function)
            elif isinstance(node, tree.Class):
                self._class(node, frame, function)
            elif isinstance(node, tree.Lambda):
                value = FunctionValue(node, frame.path, frame, frame.nested("<lambda>"), frame.module.name)
                inner = function_of(self.run, value)
                self.block((node.body,), inner.frame, inner)
            else:
                self.found.nodes.append(Statement(node, frame, function, awaited, self.guards > 0))
                is_awaited = isinstance(node, tree.Await) and isinstance(node.value, tree.Call)
                guards = isinstance(node, tree.Try) and any(map(_catches_import_error, node.handlers))
                self.guards += guards
                self.block(node, frame, function, is_awaited)
                self.guards -= guards

    def _function(self, node: tree.Function, frame: Frame, function: Function | None) -> None:
        self.block((*node.decorators, node.returns), frame, function)
        self.block(tuple((parameter.annotation, parameter.default) for parameter in node.parameters), frame, function)
        value = _defined(self.run, node, frame)
        inner = function_of(self.run, value)
        self.found.functions.append(inner)
        self.block(node.body, inner.frame, inner)

    def _class(self, node: tree.Class, frame: Frame, function: Function | None) -> None:
        self.block((*node.decorators, *node.bases, *node.keywords), frame, function)
        value = _class_value(self.run, node, frame)
        if value is None:
            return
        self.found.classes.append(class_of(self.run, value))
        self.block(node.body, value.frame, function)


def _catches_import_error(handler: tree.Handler) -> bool:
    kinds = handler.type.items if isinstance(handler.type, tree.Sequence) else (handler.type,)
    return any(kind is None or (isinstance(kind, tree.Name) and kind.id in _IMPORT_ERRORS) for kind in kinds)


def _defined(run: Interpreter, node: tree.Function, frame: Frame) -> FunctionValue:
    """The function value that reading the module made for this node, or a new one."""
    for value in _values(frame, node.name):
        inner: Value | None = value
        while isinstance(inner, FunctionValue):
            if inner.node is node:
                return inner
            inner = inner.wraps
    kinds = {"staticmethod": "static", "classmethod": "class", "property": "property"}
    kind = next(
        (kinds[item.id] for item in node.decorators if isinstance(item, tree.Name) and item.id in kinds), "function"
    )
    owner = frame.owner if frame.kind == "class" else None
    return FunctionValue(node, frame.path, frame, frame.nested(node.name), frame.module.name, owner=owner, kind=kind)


def _class_value(run: Interpreter, node: tree.Class, frame: Frame) -> ClassValue | None:
    for value in _values(frame, node.name):
        if isinstance(value, ClassValue) and value.node is node:
            return value
    scratch = Frame("function", frame.module, frame.path, outer=frame, qualname=frame.qualname)
    scratch.owner = frame.owner
    with run.quietly():
        define_class(run, node, scratch)
    made = scratch.names.get(node.name)
    return made if isinstance(made, ClassValue) and made.node is node else None


def _values(frame: Frame, name: str) -> Iterator[Value]:
    from fastdoctor.names.alternatives import options

    if name in frame.names:
        value = frame.names[name]
        if not isinstance(value, Lazy):
            yield from options(value)


def call_at(run: Interpreter, statement: Statement, path: str) -> Call:
    """A call node as a rule sees it."""
    node = statement.node
    assert isinstance(node, tree.Call)
    return Call(run, Site(path, node.start, node.end), node, statement.frame, statement.function, statement.awaited)
