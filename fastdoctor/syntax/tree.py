"""What a Python file says, as plain values: a small syntax tree without a parser behind it.

Every node starts with `start` and `end`, offsets in code points into the text of its module. Nodes are tuples that
never change; the body of a function is read from the parser when it is first asked for, because most bodies never
are. The names follow the standard library's `ast` where the meaning is the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias, Union

from fastdoctor.syntax.code import Code
from fastdoctor.syntax.expression_nodes import (
    Attribute,
    Await,
    Boolean,
    Call,
    Comparison,
    Comprehension,
    Conditional,
    Constant,
    Expression,
    Format,
    Keyword,
    Lambda,
    Loop,
    Mapping,
    Name,
    Opaque,
    Operation,
    Parameter,
    Sequence,
    Slice,
    Starred,
    Subscript,
    Unary,
    Walrus,
    Yield,
)

__all__ = [
    "Alias", "Annotated", "Assert", "Assign", "Attribute", "Augmented", "Await", "Boolean", "Call", "Case", "Class",
    "Code", "Comparison", "Comprehension", "Conditional", "Constant", "Declare", "Delete", "Evaluate", "Expression",
    "For", "Format", "Function", "Handler", "If", "Import", "ImportFrom", "Imported", "Keyword", "Lambda", "Loop",
    "Mapping", "Match", "Module", "Name", "Node", "Opaque", "Operation", "Parameter", "Raise", "Return", "Sequence",
    "Simple", "Slice", "Starred", "Statement", "Subscript", "Try", "Unary", "Walrus", "While", "With", "WithItem",
    "Yield",
]  # fmt: skip


class Imported(NamedTuple):
    """One name of an import statement: `name as alias`; `alias` is "" without one."""

    start: int
    end: int
    name: str
    alias: str


class Import(NamedTuple):
    start: int
    end: int
    names: tuple[Imported, ...]


class ImportFrom(NamedTuple):
    """`from ..module import names`: `level` counts the dots; a star is the name "*"."""

    start: int
    end: int
    module: str
    level: int
    names: tuple[Imported, ...]


class Assign(NamedTuple):
    start: int
    end: int
    targets: tuple[Expression, ...]
    value: Expression


class Annotated(NamedTuple):
    """`target: annotation = value`."""

    start: int
    end: int
    target: Expression
    annotation: Expression
    value: Expression | None


class Augmented(NamedTuple):
    """`target += value`; the operator without its `=`."""

    start: int
    end: int
    target: Expression
    operator: str
    value: Expression


class Alias(NamedTuple):
    """`type name = value`."""

    start: int
    end: int
    name: str
    value: Expression


class Evaluate(NamedTuple):
    """An expression as a statement."""

    start: int
    end: int
    value: Expression


class Return(NamedTuple):
    start: int
    end: int
    value: Expression | None


class Raise(NamedTuple):
    start: int
    end: int
    value: Expression | None
    cause: Expression | None


class Function(NamedTuple):
    """A `def`; `start` is at `def` or `async`, decorators stand before it."""

    start: int
    end: int
    name: str
    name_start: int
    parameters: tuple[Parameter, ...]
    returns: Expression | None
    decorators: tuple[Expression, ...]
    code: Code
    is_async: bool

    @property
    def body(self) -> tuple[Statement, ...]:
        return self.code.body


class Class(NamedTuple):
    start: int
    end: int
    name: str
    name_start: int
    bases: tuple[Expression, ...]
    keywords: tuple[Keyword, ...]
    decorators: tuple[Expression, ...]
    body: tuple[Statement, ...]


class If(NamedTuple):
    """An `elif` is an If alone in `otherwise`."""

    start: int
    end: int
    test: Expression
    body: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]


class For(NamedTuple):
    start: int
    end: int
    target: Expression
    iterable: Expression
    body: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]
    is_async: bool


class While(NamedTuple):
    start: int
    end: int
    test: Expression
    body: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]


class Handler(NamedTuple):
    """`except type as name:`; a bare `except` has no type."""

    start: int
    end: int
    type: Expression | None
    name: str
    body: tuple[Statement, ...]


class Try(NamedTuple):
    start: int
    end: int
    body: tuple[Statement, ...]
    handlers: tuple[Handler, ...]
    otherwise: tuple[Statement, ...]
    final: tuple[Statement, ...]


class WithItem(NamedTuple):
    value: Expression
    target: Expression | None


class With(NamedTuple):
    start: int
    end: int
    items: tuple[WithItem, ...]
    body: tuple[Statement, ...]
    is_async: bool


class Case(NamedTuple):
    """One `case`; `pattern` is the pattern where it is a plain value, else None; `wildcard` for `case _`."""

    start: int
    end: int
    pattern: Expression | None
    wildcard: bool
    guard: Expression | None
    names: tuple[str, ...]
    body: tuple[Statement, ...]


class Match(NamedTuple):
    start: int
    end: int
    subject: Expression
    cases: tuple[Case, ...]


class Assert(NamedTuple):
    start: int
    end: int
    test: Expression
    message: Expression | None


class Delete(NamedTuple):
    start: int
    end: int
    targets: tuple[Expression, ...]


class Declare(NamedTuple):
    """`global` or `nonlocal` names."""

    start: int
    end: int
    kind: str
    names: tuple[str, ...]


class Simple(NamedTuple):
    """`pass`, `break` or `continue`."""

    start: int
    end: int
    kind: str


Statement: TypeAlias = Union[  # noqa: UP007
    Import, ImportFrom, Assign, Annotated, Augmented, Alias, Evaluate, Return, Raise, Function, Class, If, For, While,
    Try, With, Match, Assert, Delete, Declare, Simple,
]  # fmt: skip
Node: TypeAlias = Union[Expression, Statement, Keyword, Parameter, Handler, Case, Imported]  # noqa: UP007


@dataclass(frozen=True, slots=True)
class Module:
    """One file: its statements, the offset at which each line begins, and the spans of what did not parse."""

    path: str
    body: tuple[Statement, ...]
    line_starts: tuple[int, ...]
    _faults: list[tuple[int, int]] = field(default_factory=list)

    @property
    def broken(self) -> tuple[tuple[int, int], ...]:
        """The spans that are no Python, in order, as far as the file was read."""
        return tuple(sorted(set(self._faults)))
