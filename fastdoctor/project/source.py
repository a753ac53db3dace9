"""What stands in the files of a project: every function, class and call of one file, in its scope.

A file is read scope by scope. The body of a function is only looked into when its text holds a word that the question
is about, which most bodies never do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

from fastdoctor.names.alternatives import options
from fastdoctor.names.classes import define_class
from fastdoctor.names.frames import Frame
from fastdoctor.names.values import ClassValue, FunctionValue, Lazy, Value
from fastdoctor.project.branches import version_answer
from fastdoctor.project.calls import Call
from fastdoctor.project.classes import Class, class_of
from fastdoctor.project.functions import Function, Sought, function_of, holds_one_of
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import NODES, PARTS, Inside

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

DEFINING = ("def ", "class ", "def\t", "class\t", "def\\", "class\\")
"""What a body that defines something holds one of."""
_IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


class Statement(NamedTuple):
    """A node of the kinds asked for, and where it stands.

    `awaited` for a call under `await`; `guarded` inside a `try` that catches an ImportError.
    """

    path: str
    node: Any
    frame: Frame
    function: Function | None
    awaited: bool = False
    guarded: bool = False


class _Stretch(Struct):
    """Nodes that share a scope, by their kind."""

    frame: Frame
    function: Function | None
    guarded: bool
    nodes: dict[type, list[tree.Node]] = field(default_factory=dict)


class _Contents(Struct):
    """What one scope holds: its nodes, and what is defined in it."""

    stretches: list[_Stretch] = field(default_factory=list)
    awaited: set[int] = field(default_factory=set)
    """The identities of the calls that are awaited."""
    functions: list[Function] = field(default_factory=list)
    classes: list[Class] = field(default_factory=list)
    inner: list[Scope] = field(default_factory=list)


class Scope(Struct, eq=False, dict=True):
    """A module, or the body of a function with the classes in it, and where its text stands."""

    run: Interpreter
    path: str
    function: Function | None
    start: int
    end: int

    def mentions(self, words: tuple[Sought, ...]) -> bool:
        """Whether its text holds one of these words, or there are none."""
        return not words or holds_one_of(self.run.files.text(self.path), words, self.start, self.end)

    @cached_property
    def contents(self) -> _Contents:
        """What it holds, read now."""
        reading = _Reading(self.run, self.path, _Contents())
        if self.function is not None:
            reading.block(self.function.body, self.function.frame, self.function)
            return reading.found
        source, module = self.run.syntax(self.path), self.run.module(self.path)
        if source is not None and module.frame is not None:
            reading.block(source.body, module.frame, None)
        return reading.found


class SourceFile(Struct, frozen=True, eq=False, dict=True):
    """The functions, classes and nodes of one file."""

    path: str
    module: Scope

    def scopes(self, words: tuple[Sought, ...] = ()) -> Iterator[Scope]:
        """Its scopes, outermost first; of the functions only those whose text holds one of these words."""
        self.module.run.files.look(self.path)
        yield from _within(self.module, words)

    def statements(self, *kinds: type, words: Iterable[Sought] = ()) -> Iterator[Statement]:
        """The nodes of these kinds in every scope whose text holds one of these words; in all without words."""
        for scope in self.scopes(tuple(words)):
            awaited = scope.contents.awaited
            for stretch in scope.contents.stretches:
                for kind in kinds:
                    for node in stretch.nodes.get(kind, ()):
                        is_awaited = id(node) in awaited
                        yield Statement(self.path, node, stretch.frame, stretch.function, is_awaited, stretch.guarded)

    @property
    def functions(self) -> Iterator[Function]:
        """Its functions, methods and inner ones included."""
        for scope in self.scopes(DEFINING):
            yield from scope.contents.functions

    @property
    def classes(self) -> Iterator[Class]:
        """Its classes, inner ones included."""
        for scope in self.scopes(DEFINING):
            yield from scope.contents.classes


def _within(scope: Scope, words: tuple[Sought, ...]) -> Iterator[Scope]:
    yield scope
    for inner in scope.contents.inner:
        if inner.mentions(words):
            yield from _within(inner, words)


def read_source(run: Interpreter, path: str) -> SourceFile | None:
    """What stands in a file; None where it cannot be read."""
    source = run.syntax(path)
    if source is None:
        return None
    run.names_of(run.module(path))
    return SourceFile(path, Scope(run, path, None, 0, len(run.files.text(path))))


class _Reading(Struct):
    run: Interpreter
    path: str
    found: _Contents

    def block(self, block: Inside, frame: Frame, function: Function | None, guarded: bool = False) -> None:
        stretch = _Stretch(frame, function, guarded)
        self.found.stretches.append(stretch)
        self._inside(block, stretch)

    def _inside(self, block: Inside, stretch: _Stretch) -> None:
        nodes = stretch.nodes
        for node in PARTS[type(block)](block):
            kind = type(node)
            if kind in _SPECIAL:
                _SPECIAL[kind](self, node, stretch)
            elif kind in nodes:
                nodes[kind].append(node)
            elif kind in NODES:
                nodes[kind] = [node]
            if kind not in _CLOSED:
                self._inside(node, stretch)

    def _lambda(self, node: tree.Lambda, stretch: _Stretch) -> None:
        frame = stretch.frame
        value = FunctionValue(node, frame.path, frame, frame.nested("<lambda>"), frame.module.name)
        inner = function_of(self.run, value)
        self.block((node.body,), inner.frame, inner, stretch.guarded)

    def _await(self, node: tree.Await, stretch: _Stretch) -> None:
        self.found.awaited.add(id(node.value))

    def _try(self, node: tree.Try, stretch: _Stretch) -> None:
        guarded = stretch.guarded or any(map(_catches_import_error, node.handlers))
        self.block(node, stretch.frame, stretch.function, guarded)

    def _if(self, node: tree.If | tree.Conditional, stretch: _Stretch) -> None:
        answer = version_answer(self.run, node.test, stretch.frame)
        self._inside((node.test,), stretch)
        self._inside((node.body,) if answer is not False else (), stretch)
        self._inside((node.otherwise,) if answer is not True else (), stretch)

    def _function(self, node: tree.Function, stretch: _Stretch) -> None:
        self._inside((*node.decorators, node.returns), stretch)
        self._inside(tuple((parameter.annotation, parameter.default) for parameter in node.parameters), stretch)
        value = _defined(node, stretch.frame)
        inner = function_of(self.run, value)
        self.found.functions.append(inner)
        self.found.inner.append(Scope(self.run, self.path, inner, node.code.start, node.code.end))

    def _class(self, node: tree.Class, stretch: _Stretch) -> None:
        self._inside((*node.decorators, *node.bases, *node.keywords), stretch)
        value = _class_value(self.run, node, stretch.frame)
        if value is None:
            return
        self.found.classes.append(class_of(self.run, value))
        self.block(node.body, value.frame, stretch.function, stretch.guarded)


_SPECIAL: dict[type, Callable[[_Reading, Any, _Stretch], None]] = {
    tree.Function: _Reading._function,
    tree.Class: _Reading._class,
    tree.Lambda: _Reading._lambda,
    tree.Await: _Reading._await,
    tree.Try: _Reading._try,
    tree.If: _Reading._if,
    tree.Conditional: _Reading._if,
}
_CLOSED: frozenset[type] = frozenset(
    {tree.Function, tree.Class, tree.Lambda, tree.Try, tree.If, tree.Conditional}  # entered otherwise
    | {tree.Name, tree.Constant, tree.Imported, tree.Simple, tree.Opaque, type(None)}
)


def _catches_import_error(handler: tree.Handler) -> bool:
    kinds = handler.type.items if isinstance(handler.type, tree.Sequence) else (handler.type,)
    return any(kind is None or (isinstance(kind, tree.Name) and kind.id in _IMPORT_ERRORS) for kind in kinds)


def _defined(node: tree.Function, frame: Frame) -> FunctionValue:
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
    if name in frame.names:
        value = frame.names[name]
        if not isinstance(value, Lazy):
            yield from options(value)


def call_at(run: Interpreter, statement: Statement) -> Call:
    """A call node as a rule sees it."""
    node = statement.node
    assert isinstance(node, tree.Call)
    return Call(run, statement.path, node, statement.frame, statement.function, statement.awaited)
