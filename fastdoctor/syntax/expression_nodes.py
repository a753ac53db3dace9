"""What an expression of Python is, as plain values: see `tree`, which has the statements and exports these."""

from __future__ import annotations

from typing import Any, TypeAlias, Union

from msgspec import Struct


class Part(Struct, frozen=True, array_like=True, tag=True, tag_field="tag", gc=False):
    """Plain data that is written and read as an array behind its name; the order of the fields is that of writing."""


class Placed(Part, frozen=True):
    """Something that stands in the text from `start` to before `end`."""

    start: int
    end: int


class Constant(Placed, frozen=True):
    """A literal: str, bytes, int, float, complex, bool, None or Ellipsis."""

    value: Any


class Name(Placed, frozen=True):
    id: str


class Attribute(Placed, frozen=True):
    """`value.name`; `name_start` is where the name begins."""

    value: Expression
    name: str
    name_start: int


class Keyword(Placed, frozen=True):
    """`name=value` in a call; `name` is "" for `**value`."""

    name: str
    value: Expression


class Call(Placed, frozen=True):
    function: Expression
    arguments: tuple[Expression, ...]
    keywords: tuple[Keyword, ...]


class Subscript(Placed, frozen=True):
    value: Expression
    key: Expression


class Slice(Placed, frozen=True):
    lower: Expression | None
    upper: Expression | None
    step: Expression | None


class Sequence(Placed, frozen=True):
    """A display of items; `kind` is "tuple", "list" or "set"."""

    kind: str
    items: tuple[Expression, ...]


class Mapping(Placed, frozen=True):
    """A dict display; a key of None marks `**value`."""

    items: tuple[tuple[Expression | None, Expression], ...]


class Operation(Placed, frozen=True):
    """A binary operator such as "+" or "|"."""

    operator: str
    left: Expression
    right: Expression


class Unary(Placed, frozen=True):
    """A prefix operator: "not", "-", "+" or "~"."""

    operator: str
    operand: Expression


class Boolean(Placed, frozen=True):
    """`left and right` or `left or right`."""

    operator: str
    left: Expression
    right: Expression


class Comparison(Placed, frozen=True):
    """`first < second <= third`: one operator ("==", "not in", ...) for each pair of neighbours."""

    operators: tuple[str, ...]
    operands: tuple[Expression, ...]


class Conditional(Placed, frozen=True):
    """`body if test else otherwise`."""

    test: Expression
    body: Expression
    otherwise: Expression


class Format(Placed, frozen=True):
    """An f-string: its literal parts as constants and its interpolated expressions, in order."""

    parts: tuple[Expression, ...]


class Parameter(Placed, frozen=True):
    """`kind` is "positional", "keyword" (after `*`), "*" or "**"; `positional_only` stands before `/`."""

    name: str
    kind: str
    annotation: Expression | None
    default: Expression | None
    positional_only: bool = False


class Lambda(Placed, frozen=True):
    parameters: tuple[Parameter, ...]
    body: Expression


class Loop(Part, frozen=True):
    """One `for target in iterable if ...` of a comprehension."""

    target: Expression
    iterable: Expression
    conditions: tuple[Expression, ...]
    is_async: bool


class Comprehension(Placed, frozen=True):
    """`kind` is "list", "set", "dict" or "generator"; `value` is the item, for a dict the value beside `key`."""

    kind: str
    key: Expression | None
    value: Expression
    loops: tuple[Loop, ...]


class Starred(Placed, frozen=True):
    value: Expression


class Await(Placed, frozen=True):
    value: Expression


class Yield(Placed, frozen=True):
    """`yield value`, or `yield from value` when `delegates`."""

    value: Expression | None
    delegates: bool


class Walrus(Placed, frozen=True):
    name: str
    value: Expression


class Opaque(Placed, frozen=True):
    """Text that is no expression of Python (a syntax error)."""


Expression: TypeAlias = Union[  # noqa: UP007
    Constant, Name, Attribute, Call, Subscript, Slice, Sequence, Mapping, Operation, Unary, Boolean, Comparison,
    Conditional, Format, Lambda, Comprehension, Starred, Await, Yield, Walrus, Opaque,
]  # fmt: skip
