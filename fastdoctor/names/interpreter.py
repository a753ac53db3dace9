"""What a program proves about itself: its modules are read in the order in which Python would run them.

Nothing of the program runs. Statements are followed with the values of `values`: where a test is not proven both ways
are followed, a loop over something unknown is followed once, and every call of something external is written into the
journal of the object it was called on. Modules are read when a name of theirs is first needed, or at their import
when `eager` says that importing them does something.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field
from msgspec.structs import force_setattr

from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.names import attributes, calls, evaluation, execution
from fastdoctor.names.canonical import canonical
from fastdoctor.names.exhaustion import Exhausted
from fastdoctor.names.frames import Frame
from fastdoctor.names.modules import ModuleIndex
from fastdoctor.names.paths import CONSTANTS, module_attribute
from fastdoctor.names.values import (
    UNKNOWN,
    Condition,
    External,
    FunctionValue,
    Instance,
    Invocation,
    Known,
    Lazy,
    ModuleValue,
    Value,
)
from fastdoctor.syntax import tree
from fastdoctor.syntax.budget import GivenUp
from fastdoctor.syntax.parsed import ParsedFiles

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_STEPS = 3_000_000
"""Statements and calls followed in one run; what lies beyond stays unknown."""
MOST_STEPS_OF_A_CALL = 120_000
"""Statements and calls followed for one call made while no other call is under way."""
DEEPEST_CALL = 40


class Semantics(Protocol):
    """What is known of external things: a framework's own behaviour."""

    def called(self, run: Interpreter, name: str, invocation: Invocation) -> Value | None:
        """The value of calling something external, or None where nothing is known of it."""

    def invoked(self, run: Interpreter, receiver: Instance, name: str, invocation: Invocation) -> Value | None:
        """The value of calling an external method of an object, or None where nothing is known of it."""

    def attribute(self, run: Interpreter, receiver: Instance, name: str) -> Value | None:
        """The value of an attribute that an object has from outside the project, or None."""

    def applied(
        self, run: Interpreter, receiver: Instance, name: str, made: Invocation, applied: Invocation
    ) -> Value | None:
        """The value of calling what an external method gave (a decorator with its function), or None."""

    def constant(self, name: str) -> Value | None:
        """The value of an external constant, or None."""


class Interpreter(Struct, eq=False, dict=True):
    """One reading of a tree's modules; `environment` holds the variables that the program will find set."""

    files: Tree
    semantics: Semantics
    environment: Mapping[str, str] = field(default_factory=dict)
    eager: Callable[[str], bool] = lambda path: True
    parsed: ParsedFiles = field(default_factory=ParsedFiles)
    modules: dict[str, ModuleValue] = field(default_factory=dict)
    trees: dict[str, tree.Module] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    phase: str = "import"
    depth: int = 0
    steps: int = 0
    limit: int = MOST_STEPS
    spent: int = 0
    """Steps taken to read modules: they count against all, not against the call that led to an import."""
    order: int = 0
    recording: bool = True
    exhausted: list[str] = field(default_factory=list)
    calling: list[FunctionValue] = field(default_factory=list)
    bare_calls: list[tree.Call] = field(default_factory=list)
    """The calls that decorators without parentheses stand for."""

    @cached_property
    def index(self) -> ModuleIndex:
        """Which file each module is."""
        return ModuleIndex(self.files.paths)

    def syntax(self, path: str) -> tree.Module | None:
        """The tree of a file, or None where it cannot be read; the reason is then in `unreadable`."""
        self.files.look(path)
        if path not in self.trees and path not in self.unreadable:
            try:
                self.trees[path] = self._watched(self.parsed.module(path, self.files.text(path)))
            except (Unreadable, GivenUp) as problem:
                self.unreadable[path] = str(problem)
        return self.trees.get(path)

    def bare_call(self, decorator: tree.Expression) -> tree.Call:
        """The call that a decorator without parentheses stands for."""
        self.bare_calls.append(tree.Call(decorator.start, decorator.end, decorator, (), ()))
        return self.bare_calls[-1]

    def _watched(self, module: tree.Module) -> tree.Module:
        if self.files.trace is not None:
            module.reading.watch(partial(self.files.trace.look, module.path))
        return module

    def renew(self, module: tree.Module) -> None:
        """Know the renewed tree of a file (`syntax.renewal`): its nodes are the same, at other places."""
        self.trees[module.path] = module
        for call in self.bare_calls:
            force_setattr(call, "start", call.function.start)
            force_setattr(call, "end", call.function.end)

    def module(self, path: str, name: str = "") -> ModuleValue:
        """The module of a file, not yet evaluated if it never was; a folder is a namespace package."""
        if path not in self.modules:
            self.modules[path] = ModuleValue(name or self.index.home(path)[1], path)
        return self.modules[path]

    def names_of(self, module: ModuleValue) -> dict[str, Value]:
        """The names of a module, evaluated now if they never were; those bound so far within an import cycle."""
        if not module.evaluated:
            parent = self.index.package(module.path)
            if parent is not None:
                self.names_of(self.module(parent))
        if not module.evaluated:
            module.evaluated = True
            module.frame = Frame("module", module, module.path)
            source = self.syntax(module.path) if module.path.endswith(".py") else None
            if source is not None:
                with self.files.trace.building() if self.files.trace is not None else nullcontext():
                    self._evaluate(module.frame, source.body)
        return module.frame.names if module.frame else {}

    def _evaluate(self, frame: Frame, body: Sequence[tree.Statement]) -> None:
        # a module is read once and for good, whatever question led to it
        before = self.depth, self.conditions, self.calling, self.recording, self.phase
        self.conditions, self.calling, self.recording, self.phase = (), [], True, "import"
        started = self.steps
        for statement in body:
            self.depth = 0
            limit, self.limit = self.limit, min(MOST_STEPS - self.spent, self.steps + MOST_STEPS_OF_A_CALL)
            try:
                flow = self.execute((statement,), frame)
            except (Exhausted, RecursionError):
                self.exhausted.append(frame.path)
                flow = execution.NEXT
            finally:
                self.limit = limit
            if flow is not execution.NEXT:
                break
        self.spent, self.steps = self.spent + self.steps - started, started
        self.depth, self.conditions, self.calling, self.recording, self.phase = before

    def step(self) -> None:
        """Count one step; raises Exhausted past the limit."""
        self.steps += 1
        if self.steps > self.limit:
            raise Exhausted

    def execute(self, body: Sequence[tree.Statement], frame: Frame) -> execution.Flow:
        return execution.execute(self, body, frame)

    def evaluate(self, expression: tree.Expression, frame: Frame) -> Value:
        return evaluation.evaluate(self, expression, frame)

    def attribute(self, value: Value, name: str) -> Value:
        return attributes.attribute(self, value, name)

    def call(
        self,
        callee: Value,
        arguments: Sequence[Value] = (),
        keywords: Mapping[str, Value] | None = None,
        node: tree.Call | None = None,
        frame: Frame | None = None,
        loose: bool = False,
        spread: dict[str, tuple[str, tree.Expression]] | None = None,
    ) -> Value:
        made = self.invocation(callee, arguments, keywords or {}, node, frame, loose, spread)
        return calls.call(self, callee, made)

    def invocation(
        self,
        callee: Value,
        arguments: Sequence[Value],
        keywords: Mapping[str, Value],
        node: tree.Call | None,
        frame: Frame | None,
        loose: bool = False,
        spread: dict[str, tuple[str, tree.Expression]] | None = None,
    ) -> Invocation:
        """A call met now, under the conditions that hold now."""
        self.order += 1
        return Invocation(
            callee,
            tuple(arguments),
            dict(keywords),
            node,
            frame.path if frame else "",
            self.order,
            self.conditions,
            self.phase,
            loose,
            frame,
            spread or {},
        )

    def resolve(self, value: Value) -> Value:
        """The value behind a lazily imported name."""
        seen = 0
        while isinstance(value, Lazy):
            seen += 1
            if seen > DEEPEST_CALL:
                return UNKNOWN
            value = self.member(value.module, value.name)
        return value

    def member(self, module: ModuleValue, name: str) -> Value:
        """A name of a module, or its submodule of that name."""
        names = self.names_of(module)
        if name in names:
            return names[name]
        child = self.index.child(module.path, name)
        if child is not None:
            return self.module(child, f"{module.name}.{name}")
        if name.startswith("__") and (own := module_attribute(module, name)) is not None:
            return own
        getter = names.get("__getattr__")
        return self.call(getter, (Known(name),)) if getter is not None else UNKNOWN

    def external(self, name: str) -> Value:
        """Something outside the project, under its one name; a constant that is known by name has its value."""
        name = canonical(name)
        return self.semantics.constant(name) or CONSTANTS.get(name) or External(name)

    def imported(self, name: str, importer: str) -> ModuleValue | External:
        """What `import name` in a file gives: a module of the project, else something external."""
        path = self.index.absolute(name, importer)
        return External(name) if path is None else self.module(path, name)

    @contextmanager
    def under(self, condition: Condition | None) -> Iterator[None]:
        """Follow something that only happens under an unproven condition."""
        before = self.conditions
        if condition is not None:
            self.conditions = (*before, condition)
        try:
            yield
        finally:
            self.conditions = before

    @contextmanager
    def quietly(self, steps: int = 5_000) -> Iterator[None]:
        """Evaluate without writing into any journal, within a number of steps."""
        recording, self.recording = self.recording, False
        limit, self.limit = self.limit, self.steps + steps
        taken = self.steps
        try:
            yield
        finally:
            # steps taken to answer a question do not count against the reading itself
            self.recording, self.limit, self.steps = recording, limit, taken
