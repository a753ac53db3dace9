"""What the methods of strings, lists, dicts and sets do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.names.alternatives import either, key_of, value_of_key
from fastdoctor.names.growth import grow
from fastdoctor.names.operators import LARGEST_RESULT, has_wide_field, join, plain, table_entry
from fastdoctor.names.targets import elements
from fastdoctor.names.values import NONE, UNKNOWN, Collection, Either, Invocation, Known, Table, Template, Value

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

_TEXT_METHODS = frozenset(
    {"lower", "upper", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "replace", "title", "capitalize"}
    | {"startswith", "endswith", "split", "rsplit", "splitlines", "isdigit", "casefold", "partition", "rpartition"}
)


def call_container(run: Interpreter, receiver: Value, name: str, invocation: Invocation) -> Value | None:
    """The value of a method call; None where the receiver is no container or the method is not followed."""
    match receiver:
        case Known(value=str()):
            return _text(run, receiver, name, invocation)
        case Template():
            return UNKNOWN
        case Collection():
            return _collection(run, receiver, name, invocation)
        case Table():
            return _table(run, receiver, name, invocation)
        case Either():
            return None
    return None


def _text(run: Interpreter, receiver: Known, name: str, invocation: Invocation) -> Value:
    if name == "join":
        return _joined(run, receiver, invocation)
    if name == "format":
        return _formatted(run, receiver, invocation)
    if name not in _TEXT_METHODS or invocation.keywords:
        return UNKNOWN
    arguments = [plain(run, argument) for argument in invocation.arguments]
    constants = [argument.value for argument in arguments if isinstance(argument, Known)]
    if len(constants) != len(arguments) or _may_explode(receiver, name, constants):
        return UNKNOWN
    try:
        result = getattr(receiver.value, name)(*constants)
    except (TypeError, ValueError):
        return UNKNOWN
    if isinstance(result, (list, tuple)):
        return Collection("list" if isinstance(result, list) else "tuple", [Known(part) for part in result])
    return Known(result) if not isinstance(result, str) or len(result) <= LARGEST_RESULT else UNKNOWN


def _may_explode(receiver: Known, name: str, arguments: list[object]) -> bool:
    sizes = [len(argument) for argument in arguments if isinstance(argument, (str, bytes))]
    return name == "replace" and len(str(receiver.value)) * max(sizes, default=0) > LARGEST_RESULT**2


def _joined(run: Interpreter, receiver: Known, invocation: Invocation) -> Value:
    items = elements(run, invocation.arguments[0]) if invocation.arguments else None
    if items is None:
        return UNKNOWN
    parts: list[Value] = []
    for item in items:
        parts.extend([receiver, plain(run, item)] if parts else [plain(run, item)])
    return join(parts)


def _formatted(run: Interpreter, receiver: Known, invocation: Invocation) -> Value:
    positional = [plain(run, argument) for argument in invocation.arguments]
    named = {name: plain(run, value) for name, value in invocation.keywords.items()}
    values = [*positional, *named.values()]
    if not all(isinstance(value, Known) for value in values):
        return UNKNOWN
    if has_wide_field(str(receiver.value)):
        return UNKNOWN
    try:
        text = str(receiver.value).format(
            *(value.value for value in positional if isinstance(value, Known)),
            **{name: value.value for name, value in named.items() if isinstance(value, Known)},
        )
    except (IndexError, KeyError, ValueError, AttributeError, TypeError):
        return UNKNOWN
    return Known(text) if len(text) <= LARGEST_RESULT else UNKNOWN


def _collection(run: Interpreter, receiver: Collection, name: str, invocation: Invocation) -> Value | None:
    first = invocation.arguments[0] if invocation.arguments else None
    match name:
        case "append" | "add" if first is not None:
            grow(receiver, [first], len(run.conditions))
            return NONE
        case "extend" | "update" if first is not None:
            found = elements(run, first)
            grow(receiver, found, len(run.conditions))
            return NONE
        case "insert" if len(invocation.arguments) == 2:
            place = plain(run, invocation.arguments[0])
            at = place.value if isinstance(place, Known) and isinstance(place.value, int) else len(receiver.items)
            receiver.items.insert(at, invocation.arguments[1])
            return NONE
        case "copy":
            return Collection(receiver.kind, list(receiver.items), receiver.complete)
        case "pop" | "remove" | "clear" | "discard":
            receiver.complete = False
            return UNKNOWN
    return UNKNOWN


def _table(run: Interpreter, receiver: Table, name: str, invocation: Invocation) -> Value | None:
    first = plain(run, invocation.arguments[0]) if invocation.arguments else None
    second = run.resolve(invocation.arguments[1]) if len(invocation.arguments) > 1 else NONE
    match name:
        case "get" | "pop" if first is not None:
            found = table_entry(run, receiver, invocation.arguments[0])
            if found is not None:
                return run.resolve(found)
            return second if receiver.complete and key_of(first) is not UNKNOWN else either([second, UNKNOWN])
        case "setdefault" if isinstance(first, Known):
            return run.resolve(receiver.items.setdefault(first.value, second))
        case "items":
            pairs: list[Value] = [
                Collection("tuple", [value_of_key(key), value]) for key, value in receiver.items.items()
            ]
            return Collection("list", pairs, receiver.complete)
        case "keys":
            return Collection("list", [value_of_key(key) for key in receiver.items], receiver.complete)
        case "values":
            return Collection("list", list(receiver.items.values()), receiver.complete)
        case "update":
            if isinstance(first, Table):
                receiver.items.update(first.items)
            receiver.complete = receiver.complete and (first is None or (isinstance(first, Table) and first.complete))
            receiver.items.update(invocation.keywords)
            return NONE
        case "copy":
            return Table(dict(receiver.items), receiver.complete)
    return UNKNOWN
