"""What an expression of Python is, as plain values: see `tree`, which has the statements and exports these."""

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
