"""What a Python file says, as plain values: a small syntax tree without a parser behind it.

Every node starts with `start` and `end`, offsets in code points into the text of its module. Nodes never change; the
body of a function is parsed when it is first asked for, because most bodies never are. The names follow the standard
library's `ast` where the meaning is the same.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TypeAlias, Union

from msgspec import Struct

from fastdoctor.syntax.code import Code, Reading
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
    Part,
    Placed,
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
    "Mapping", "Match", "Module", "Name", "Node", "Opaque", "Operation", "Parameter", "Part", "Raise", "Return",
    "Sequence", "Simple", "Slice", "Starred", "Statement", "Subscript", "Try", "Unary", "Walrus", "While", "With",
    "WithItem", "Yield",
]  # fmt: skip


class Imported(Placed, frozen=True):
    """One name of an import statement: `name as alias`; `alias` is "" without one."""

    name: str
    alias: str


class Import(Placed, frozen=True):
    names: tuple[Imported, ...]


class ImportFrom(Placed, frozen=True):
    """`from ..module import names`: `level` counts the dots; a star is the name "*"."""

    module: str
    level: int
    names: tuple[Imported, ...]


class Assign(Placed, frozen=True):
    targets: tuple[Expression, ...]
    value: Expression


class Annotated(Placed, frozen=True):
    """`target: annotation = value`."""

    target: Expression
    annotation: Expression
    value: Expression | None


class Augmented(Placed, frozen=True):
    """`target += value`; the operator without its `=`."""

    target: Expression
    operator: str
    value: Expression


class Alias(Placed, frozen=True):
    """`type name = value`."""

    name: str
    value: Expression


class Evaluate(Placed, frozen=True):
    """An expression as a statement."""

    value: Expression


class Return(Placed, frozen=True):
    value: Expression | None


class Raise(Placed, frozen=True):
    value: Expression | None
    cause: Expression | None


class Function(Placed, frozen=True):
    """A `def`; `start` is at `def` or `async`, decorators stand before it."""

    name: str
    name_start: int
    parameters: tuple[Parameter, ...]
    returns: Expression | None
    decorators: tuple[Expression, ...]
    code: Code
    is_async: bool

    @property
    def body(self) -> tuple[Statement, ...]:
        """Its statements, to follow them; whoever only looks at them takes those of its code."""
        self.code.follow()
        return self.code.body


class Class(Placed, frozen=True):
    name: str
    name_start: int
    bases: tuple[Expression, ...]
    keywords: tuple[Keyword, ...]
    decorators: tuple[Expression, ...]
    body: tuple[Statement, ...]


class If(Placed, frozen=True):
    """An `elif` is an If alone in `otherwise`."""

    test: Expression
    body: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]


class For(Placed, frozen=True):
    target: Expression
    iterable: Expression
    body: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]
    is_async: bool


class While(Placed, frozen=True):
    test: Expression
    body: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]


class Handler(Placed, frozen=True):
    """`except type as name:`; a bare `except` has no type."""

    type: Expression | None
    name: str
    body: tuple[Statement, ...]


class Try(Placed, frozen=True):
    body: tuple[Statement, ...]
    handlers: tuple[Handler, ...]
    otherwise: tuple[Statement, ...]
    final: tuple[Statement, ...]


class WithItem(Part, frozen=True):
    value: Expression
    target: Expression | None


class With(Placed, frozen=True):
    items: tuple[WithItem, ...]
    body: tuple[Statement, ...]
    is_async: bool


class Case(Placed, frozen=True):
    """One `case`; `pattern` is the pattern where it is a plain value, else None; `wildcard` for `case _`."""

    pattern: Expression | None
    wildcard: bool
    guard: Expression | None
    names: tuple[str, ...]
    body: tuple[Statement, ...]


class Match(Placed, frozen=True):
    subject: Expression
    cases: tuple[Case, ...]


class Assert(Placed, frozen=True):
    test: Expression
    message: Expression | None


class Delete(Placed, frozen=True):
    targets: tuple[Expression, ...]


class Declare(Placed, frozen=True):
    """`global` or `nonlocal` names."""

    kind: str
    names: tuple[str, ...]


class Simple(Placed, frozen=True):
    """`pass`, `break` or `continue`."""

    kind: str


Statement: TypeAlias = Union[  # noqa: UP007
    Import, ImportFrom, Assign, Annotated, Augmented, Alias, Evaluate, Return, Raise, Function, Class, If, For, While,
    Try, With, Match, Assert, Delete, Declare, Simple,
]  # fmt: skip
Node: TypeAlias = Union[Expression, Statement, Keyword, Parameter, Handler, Case, Imported]  # noqa: UP007


class Module(Struct, frozen=True, dict=True):
    """One file: its text, its statements, and the spans of what did not parse."""

    path: str
    text: str
    body: tuple[Statement, ...]
    reading: Reading

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line begins."""
        return (0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", self.text)))

    @property
    def broken(self) -> tuple[tuple[int, int], ...]:
        """The spans that are no Python, in order, as far as the file was read."""
        return tuple(sorted(set(self.reading.broken)))

    @property
    def functions_read(self) -> int:
        """How many of its functions were parsed by themselves so far."""
        return self.reading.functions
