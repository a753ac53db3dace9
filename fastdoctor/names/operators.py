"""What operators give on values: arithmetic on constants, joined lists, comparisons, truth."""

from __future__ import annotations

import operator as python
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fastdoctor.names.alternatives import either, key_of, options
from fastdoctor.names.growth import MOST_PARTS, joined
from fastdoctor.names.values import (
    UNKNOWN,
    ClassValue,
    Collection,
    Either,
    External,
    FunctionValue,
    Instance,
    Known,
    Method,
    ModuleValue,
    Table,
    Template,
    Value,
)
from fastdoctor.pattern import pattern

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

_WIDE_FIELD = pattern(r"\{[^{}]*:[^{}]*\d{5}|%[-#0 +.*\d]*\d{5}")
LARGEST_RESULT = 10_000
"""Characters of a string, or digits of a number, that folding may make."""
_ARITHMETIC: dict[str, Callable[[Any, Any], object]] = {
    "+": python.add,
    "-": python.sub,
    "*": python.mul,
    "/": python.truediv,
    "//": python.floordiv,
    "%": python.mod,
    "&": python.and_,
    "|": python.or_,
    "<<": python.lshift,
}
_ORDER: dict[str, Callable[[Any, Any], object]] = {
    "<": python.lt,
    "<=": python.le,
    ">": python.gt,
    ">=": python.ge,
}


def operate(run: Interpreter, symbol: str, left: Value, right: Value) -> Value:
    """The value of `left symbol right`, comparisons included."""
    left, right = plain(run, left), plain(run, right)
    if isinstance(left, Either) or isinstance(right, Either):
        pairs = [(a, b) for a in options(left) for b in options(right)]
        return UNKNOWN if len(pairs) > 16 else either([operate(run, symbol, a, b) for a, b in pairs])
    if symbol in {"==", "!=", "is", "is not"}:
        same = _equal(left, right)
        return UNKNOWN if same is None else Known(same == (symbol in {"==", "is"}))
    if symbol in {"in", "not in"}:
        inside = _contains(run, right, left)
        return UNKNOWN if inside is None else Known(inside == (symbol == "in"))
    if isinstance(left, Known) and isinstance(right, Known):
        return _fold(symbol, left.value, right.value)
    if symbol == "+" and isinstance(left, Collection) and isinstance(right, Collection):
        return joined(left, right)
    if symbol == "+" and (_is_text(left) or _is_text(right)):
        return join([left, right])
    if symbol == "|" and isinstance(left, Table) and isinstance(right, Table):
        return Table({**left.items, **right.items}, left.complete and right.complete)
    if symbol == "/" and (isinstance(left, Instance) or isinstance(right, Instance)):
        from fastdoctor.names.paths import joined_path

        return joined_path(run, left, right)
    if symbol == "/" and (isinstance(left, Template) or isinstance(right, Template)):
        return UNKNOWN
    if isinstance(left, Collection) and isinstance(right, Collection) and symbol in _ORDER:
        return _ordered(symbol, left, right)
    return UNKNOWN


def _is_text(value: Value) -> bool:
    return isinstance(value, Template) or (isinstance(value, Known) and isinstance(value.value, str))


def plain(run: Interpreter, value: Value) -> Value:
    """A value as operators see it: a member of a string or number enumeration is its value."""
    value = run.resolve(value)
    if isinstance(value, Instance) and isinstance(value.type, ClassValue) and "value" in value.attributes:
        from fastdoctor.names.classes import external_bases

        bases = external_bases(run, value.type)
        if any(name in {"builtins.str", "builtins.int", "enum.StrEnum", "enum.IntEnum"} for name in bases):
            return value.attributes["value"]
    return value


def table_entry(run: Interpreter, table: Table, key: Value) -> Value | None:
    """The entry of a dict, None where it has none; a member of a string enumeration is found by its value too."""
    for wanted in (key_of(run.resolve(key)), key_of(plain(run, key))):
        if wanted is not UNKNOWN and _hashable(wanted) and wanted in table.items:
            return table.items[wanted]
    return None


def _hashable(key: object) -> bool:
    return getattr(type(key), "__hash__", None) is not None


def join(parts: list[Value]) -> Value:
    """The string that parts make together: a constant where all are proven, else a template."""
    pieces: list[str | None] = []
    for part in parts:
        if isinstance(part, Known):
            pieces.append(str(part.value))
        elif isinstance(part, Template):
            pieces.extend(part.parts)
        else:
            pieces.append(None)
    if all(piece is not None for piece in pieces):
        text = "".join(piece or "" for piece in pieces)
        certain = all(part.certain for part in parts if isinstance(part, Known))
        return Known(text, certain) if len(text) <= LARGEST_RESULT else UNKNOWN
    # a long one has lost its meaning, and two of them make one of twice the length
    return Template(tuple(pieces) if len(pieces) <= MOST_PARTS else (None,))


def _fold(symbol: str, left: object, right: object) -> Value:
    function = _ARITHMETIC.get(symbol) or _ORDER.get(symbol)
    sized = [value for value in (left, right) if isinstance(value, (str, bytes))]
    if function is None or (symbol == "*" and (sized or not _small(left, right))) or symbol == "<<":
        return UNKNOWN
    if symbol == "%" and sized and (not isinstance(right, str) or has_wide_field(str(left))):
        return UNKNOWN
    try:
        result = function(left, right)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return UNKNOWN
    too_large = isinstance(result, (str, bytes)) and len(result) > LARGEST_RESULT
    return UNKNOWN if too_large else Known(result)


def has_wide_field(template: str) -> bool:
    """Whether a format asks for a text of more characters than folding may make."""
    return _WIDE_FIELD.search(template) is not None


def _small(*values: object) -> bool:
    return all(isinstance(value, (int, float)) and abs(value) < 10**LARGEST_DIGITS for value in values)


LARGEST_DIGITS = 30


def _ordered(symbol: str, left: Collection, right: Collection) -> Value:
    first = [item.value if isinstance(item, Known) else None for item in left.items]
    second = [item.value if isinstance(item, Known) else None for item in right.items]
    if None in first or None in second or not left.complete or not right.complete:
        return UNKNOWN
    return _fold(symbol, tuple(first), tuple(second))


_IDENTITY = (Instance, ClassValue, FunctionValue, ModuleValue, Method, Collection, Table)


def _equal(left: Value, right: Value) -> bool | None:
    if isinstance(left, Known) and isinstance(right, Known):
        return left.value == right.value
    if left is right and isinstance(left, _IDENTITY):
        return True
    pair = (left, right)
    if any(isinstance(side, Known) and side.value is None for side in pair):
        other = right if isinstance(left, Known) else left
        return False if isinstance(other, (*_IDENTITY, Template)) else None
    if isinstance(left, Instance) and isinstance(right, Instance) and left.type is right.type:
        return False if "value" in left.attributes and "value" in right.attributes else None
    if isinstance(left, External) and isinstance(right, External):
        return True if left == right else None
    if isinstance(left, ClassValue) and isinstance(right, (ClassValue, External)):
        return False
    return None


def _contains(run: Interpreter, container: Value, item: Value) -> bool | None:
    if container == External("os.environ") and isinstance(item, Known):
        return item.value in run.environment
    if isinstance(container, Known) and isinstance(item, Known):
        text, part = container.value, item.value
        return part in text if isinstance(text, str) and isinstance(part, str) else None
    if isinstance(container, Table) and isinstance(item, Known):
        return True if item.value in container.items else (False if container.complete else None)
    if isinstance(container, Collection):
        answers = [_equal(plain(run, member), item) for member in container.items]
        if True in answers:
            return True
        return False if container.complete and None not in answers else None
    return None


def truth(run: Interpreter, value: Value) -> bool | None:
    """Whether a value counts as true; None where that is not proven."""
    value = run.resolve(value)
    match value:
        case Known():
            return bool(value.value)
        case Collection():
            return True if value.items else (False if value.complete else None)
        case Table():
            return True if value.items else (False if value.complete else None)
        case Template():
            return True if any(value.parts) else None
        case ClassValue() | FunctionValue() | ModuleValue() | Method():
            return True
        case Instance():
            made_here = isinstance(value.type, ClassValue) and "__bool__" not in value.type.names
            return True if made_here and "value" not in value.attributes else None
        case Either():
            answers = {truth(run, option) for option in options(value)}
            return answers.pop() if len(answers) == 1 else None
    return None
