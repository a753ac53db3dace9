"""What Python's functions on sequences and mappings give on values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastdoctor.names.growth import grow
from fastdoctor.names.operators import plain, truth
from fastdoctor.names.targets import elements
from fastdoctor.names.values import (
    UNKNOWN,
    Collection,
    Invocation,
    Known,
    Table,
    Value,
)

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

Builtin = Callable[["Interpreter", Invocation], Value]
LONGEST_RANGE = 1_000


def _first(run: Interpreter, invocation: Invocation, place: int = 0) -> Value:
    return run.resolve(invocation.arguments[place]) if place < len(invocation.arguments) else UNKNOWN


def _collection(kind: str) -> Builtin:
    def convert(run: Interpreter, invocation: Invocation) -> Value:
        if not invocation.arguments:
            return Collection(kind, [])
        items = elements(run, _first(run, invocation))
        return Collection(kind, items or [], items is not None)

    return convert


def _dict(run: Interpreter, invocation: Invocation) -> Value:
    table = Table({}, not invocation.loose)
    if invocation.arguments:
        given = _first(run, invocation)
        pairs = elements(run, given) if isinstance(given, Collection) else None
        if isinstance(given, Table):
            table.items.update(given.items)
            table.complete = given.complete
        elif pairs is not None:
            for pair in pairs:
                parts = elements(run, pair) or []
                if len(parts) == 2 and isinstance(parts[0], Known):
                    table.items[parts[0].value] = parts[1]
        else:
            table.complete = False
    table.items.update(invocation.keywords)
    return table


def _enumerate(run: Interpreter, invocation: Invocation) -> Value:
    items = elements(run, _first(run, invocation))
    start = plain(run, invocation.argument("start", 1) or Known(0))
    if items is None or not isinstance(start, Known) or not isinstance(start.value, int):
        return UNKNOWN
    pairs: list[Value] = [Collection("tuple", [Known(start.value + place), item]) for place, item in enumerate(items)]
    return Collection("list", pairs)


def _zip(run: Interpreter, invocation: Invocation) -> Value:
    columns = [elements(run, argument) for argument in invocation.arguments]
    known = [column for column in columns if column is not None]
    if len(known) != len(columns):
        return UNKNOWN
    return Collection("list", [Collection("tuple", list(row)) for row in zip(*known, strict=False)])


def _range(run: Interpreter, invocation: Invocation) -> Value:
    numbers = [plain(run, argument) for argument in invocation.arguments]
    values = [number.value for number in numbers if isinstance(number, Known) and isinstance(number.value, int)]
    if len(values) != len(numbers) or not values or (len(values) == 3 and values[2] == 0):
        return UNKNOWN
    return Collection("list", [Known(number) for number in range(*values)[:LONGEST_RANGE]])


def _reversed(run: Interpreter, invocation: Invocation) -> Value:
    items = elements(run, _first(run, invocation))
    return UNKNOWN if items is None else Collection("list", items[::-1])


def _sorted(run: Interpreter, invocation: Invocation) -> Value:
    items = elements(run, _first(run, invocation))
    if items is None:
        return UNKNOWN
    constants = [item.value for item in items if isinstance(item, Known)]
    if len(constants) == len(items) and not invocation.keywords:
        try:
            return Collection("list", [Known(value) for value in sorted(constants)])  # type: ignore[type-var]
        except TypeError:
            return Collection("list", items)
    return Collection("list", items)


def _map(run: Interpreter, invocation: Invocation) -> Value:
    items = elements(run, _first(run, invocation, 1))
    if items is None:
        return UNKNOWN
    function = _first(run, invocation)
    return Collection("list", [run.call(function, (item,), None, invocation.node, invocation.frame) for item in items])


def _quantifier(wanted: bool) -> Builtin:
    def decide(run: Interpreter, invocation: Invocation) -> Value:
        items = elements(run, _first(run, invocation))
        if items is None:
            return UNKNOWN
        answers = [truth(run, item) for item in items]
        if wanted in answers:
            return Known(wanted)
        return UNKNOWN if None in answers else Known(not wanted)

    return decide


def _len(run: Interpreter, invocation: Invocation) -> Value:
    value = plain(run, _first(run, invocation))
    if isinstance(value, (Collection, Table)) and value.complete:
        return Known(len(value.items))
    return Known(len(value.value)) if isinstance(value, Known) and isinstance(value.value, (str, bytes)) else UNKNOWN


def _chain(run: Interpreter, invocation: Invocation) -> Value:
    found = Collection("list", [])
    for argument in invocation.arguments:
        grow(found, elements(run, argument))
    return found


def _next(run: Interpreter, invocation: Invocation) -> Value:
    items = elements(run, _first(run, invocation))
    return items[0] if items else UNKNOWN


def _filter(run: Interpreter, invocation: Invocation) -> Value:
    items = elements(run, _first(run, invocation, 1))
    return UNKNOWN if items is None else Collection("list", items, complete=False)


COLLECTION_BUILTINS: dict[str, Builtin] = {
    "builtins.list": _collection("list"),
    "builtins.tuple": _collection("tuple"),
    "builtins.set": _collection("set"),
    "builtins.frozenset": _collection("set"),
    "builtins.dict": _dict,
    "builtins.enumerate": _enumerate,
    "builtins.zip": _zip,
    "builtins.range": _range,
    "builtins.reversed": _reversed,
    "builtins.sorted": _sorted,
    "builtins.map": _map,
    "builtins.filter": _filter,
    "builtins.any": _quantifier(True),
    "builtins.all": _quantifier(False),
    "builtins.len": _len,
    "builtins.next": _next,
    "itertools.chain": _chain,
}
"""By dotted name."""
