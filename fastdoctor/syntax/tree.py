"""What a Python file says, as plain values: a small syntax tree without a parser behind it.

Every node starts with `start` and `end`, offsets in code points into the text of its module. Nodes are tuples: they
pickle, compare and never change. The names follow the standard library's `ast` where the meaning is the same.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias, Union


class Constant(NamedTuple):
    """A literal: str, bytes, int, float, complex, bool, None or Ellipsis."""

    start: int
    end: int
    value: object


class Name(NamedTuple):
    start: int
    end: int
    id: str


class Attribute(NamedTuple):
    """`value.name`; `name_start` is where the name begins."""

    start: int
    end: int
    value: Expression
    name: str
    name_start: int


class Keyword(NamedTuple):
    """`name=value` in a call; `name` is "" for `**value`."""

    start: int
    end: int
    name: str
    value: Expression


class Call(NamedTuple):
    start: int
    end: int
    function: Expression
    arguments: tuple[Expression, ...]
    keywords: tuple[Keyword, ...]


class Subscript(NamedTuple):
    start: int
    end: int
    value: Expression
    key: Expression


class Slice(NamedTuple):
    start: int
    end: int
    lower: Expression | None
    upper: Expression | None


class Sequence(NamedTuple):
    """A display of items; `kind` is "tuple", "list" or "set"."""

    start: int
    end: int
    kind: str
    items: tuple[Expression, ...]


class Mapping(NamedTuple):
    """A dict display; a key of None marks `**value`."""

    start: int
    end: int
    items: tuple[tuple[Expression | None, Expression], ...]


class Operation(NamedTuple):
    """A binary operator such as "+" or "|"."""

    start: int
    end: int
    operator: str
    left: Expression
    right: Expression


class Unary(NamedTuple):
    """A prefix operator: "not", "-", "+" or "~"."""

    start: int
    end: int
    operator: str
    operand: Expression


class Boolean(NamedTuple):
    """`left and right` or `left or right`."""

    start: int
    end: int
    operator: str
    left: Expression
    right: Expression


class Comparison(NamedTuple):
    """`first < second <= third`: one operator ("==", "not in", ...) for each pair of neighbours."""

    start: int
    end: int
    operators: tuple[str, ...]
    operands: tuple[Expression, ...]


class Conditional(NamedTuple):
    """`body if test else otherwise`."""

    start: int
    end: int
    test: Expression
    body: Expression
    otherwise: Expression


class Format(NamedTuple):
    """An f-string: its literal parts as constants and its interpolated expressions, in order."""

    start: int
    end: int
    parts: tuple[Expression, ...]


class Parameter(NamedTuple):
    """`kind` is "positional", "keyword" (after `*`), "*" or "**"; `positional_only` stands before `/`."""

    start: int
    end: int
    name: str
    kind: str
    annotation: Expression | None
    default: Expression | None
    positional_only: bool = False


class Lambda(NamedTuple):
    start: int
    end: int
    parameters: tuple[Parameter, ...]
    body: Expression


class Loop(NamedTuple):
    """One `for target in iterable if ...` of a comprehension."""

    target: Expression
    iterable: Expression
    conditions: tuple[Expression, ...]
    is_async: bool


class Comprehension(NamedTuple):
    """`kind` is "list", "set", "dict" or "generator"; `value` is the item, for a dict the value beside `key`."""

    start: int
    end: int
    kind: str
    key: Expression | None
    value: Expression
    loops: tuple[Loop, ...]


class Starred(NamedTuple):
    start: int
    end: int
    value: Expression


class Await(NamedTuple):
    start: int
    end: int
    value: Expression


class Yield(NamedTuple):
    """`yield value`, or `yield from value` when `delegates`."""

    start: int
    end: int
    value: Expression | None
    delegates: bool


class Walrus(NamedTuple):
    start: int
    end: int
    name: str
    value: Expression


class Opaque(NamedTuple):
    """Text that is no expression of Python (a syntax error)."""

    start: int
    end: int


Expression: TypeAlias = Union[  # noqa: UP007
    Constant, Name, Attribute, Call, Subscript, Slice, Sequence, Mapping, Operation, Unary, Boolean, Comparison,
    Conditional, Format, Lambda, Comprehension, Starred, Await, Yield, Walrus, Opaque,
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
    body: tuple[Statement, ...]
    is_async: bool


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


class Module(NamedTuple):
    """One file: its statements, the offset at which each line begins, and the offsets of what did not parse."""

    path: str
    body: tuple[Statement, ...]
    line_starts: tuple[int, ...]
    broken: tuple[tuple[int, int], ...]
