"""Which values one value may be, and what it is as a key."""

from __future__ import annotations

from collections.abc import Iterator

from fastdoctor.names.growth import MOST_OPTIONS
from fastdoctor.names.values import UNKNOWN, ClassValue, Either, External, FunctionValue, Instance, Known, Value

_KEYS = (External, ClassValue, FunctionValue, Instance)


def key_of(value: Value) -> object:
    """What a value is as a key of a Table: its constant, or itself where it is known by identity; else UNKNOWN."""
    if isinstance(value, Known):
        return value.value
    return value if isinstance(value, _KEYS) else UNKNOWN


def value_of_key(key: object) -> Value:
    """The value behind a key of a Table."""
    return key if isinstance(key, _KEYS) else Known(key)


def options(value: Value) -> Iterator[Value]:
    """Every value it may be: the alternatives of an Either, else the value itself."""
    if isinstance(value, Either):
        for option in value.options:
            yield from options(option)
    else:
        yield value


def either(values: list[Value]) -> Value:
    """One value that may be any of these; equal ones count once."""
    found: list[Value] = []
    for value in values:
        for option in options(value):
            if not any(option is other or option == other for other in found):
                found.append(option)
                if len(found) > MOST_OPTIONS:
                    return UNKNOWN
    if not found:
        return UNKNOWN
    return found[0] if len(found) == 1 else Either(tuple(found))
