"""How values are taken apart: assignment to targets, and what iterating gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.names.alternatives import key_of, value_of_key
from fastdoctor.names.classes import enum_members
from fastdoctor.names.values import (
    UNKNOWN,
    ClassValue,
    Collection,
    Either,
    External,
    FunctionValue,
    Instance,
    Known,
    ModuleValue,
    Table,
    Value,
)
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.frames import Frame
    from fastdoctor.names.interpreter import Interpreter

LONGEST_TEXT = 200
"""Characters of a string that is iterated over."""


def assign(run: Interpreter, target: tree.Expression, value: Value, frame: Frame) -> None:
    """Bind a target as an assignment does."""
    match target:
        case tree.Name():
            frame.store(target.id, value)
        case tree.Sequence():
            _unpack(run, target, value, frame)
        case tree.Starred():
            assign(run, target.value, value, frame)
        case tree.Attribute():
            set_attribute(run, run.evaluate(target.value, frame), target.name, value)
        case tree.Subscript():
            _set_item(run, run.evaluate(target.value, frame), run.evaluate(target.key, frame), value)


def set_attribute(run: Interpreter, owner: Value, name: str, value: Value) -> None:
    """`owner.name = value` on the objects whose attributes are followed."""
    match owner:
        case Instance() | FunctionValue():
            owner.attributes[name] = value
        case ClassValue():
            owner.names[name] = value
        case ModuleValue():
            run.names_of(owner)[name] = value
        case Either():
            for option in owner.options:
                set_attribute(run, option, name, value)


def delete(run: Interpreter, target: tree.Expression, frame: Frame) -> None:
    """`del target`."""
    if isinstance(target, tree.Name):
        frame.target(target.id).pop(target.id, None)
    elif isinstance(target, tree.Attribute):
        owner = run.resolve(run.evaluate(target.value, frame))
        if isinstance(owner, (Instance, FunctionValue)):
            owner.attributes.pop(target.name, None)
        elif isinstance(owner, ClassValue):
            owner.names.pop(target.name, None)
    elif isinstance(target, tree.Subscript):
        table = run.resolve(run.evaluate(target.value, frame))
        key = key_of(run.resolve(run.evaluate(target.key, frame)))
        if isinstance(table, Table) and key is not UNKNOWN:
            table.items.pop(key, None)


def _set_item(run: Interpreter, owner: Value, key: Value, value: Value) -> None:
    if isinstance(owner, Table):
        entry = key_of(run.resolve(key))
        if entry is not UNKNOWN:
            owner.items[entry] = value
        else:
            owner.complete = False
    elif isinstance(owner, Collection):
        if isinstance(key, Known) and isinstance(key.value, int) and -len(owner.items) <= key.value < len(owner.items):
            owner.items[key.value] = value
        else:
            owner.complete = False


def _unpack(run: Interpreter, target: tree.Sequence, value: Value, frame: Frame) -> None:
    items = elements(run, value)
    stars = [place for place, item in enumerate(target.items) if isinstance(item, tree.Starred)]
    if items is None or (len(items) != len(target.items) and not stars) or len(items) < len(target.items) - 1:
        for item in target.items:
            assign(run, item, UNKNOWN, frame)
        return
    if stars:
        first, after = stars[0], len(target.items) - stars[0] - 1
        middle = Collection("list", items[first : len(items) - after])
        items = [*items[:first], middle, *items[len(items) - after :]]
    for item, part in zip(target.items, items, strict=True):
        assign(run, item, part, frame)


def elements(run: Interpreter, value: Value) -> list[Value] | None:
    """What iterating over a value gives, in order; None where that is not proven."""
    value = run.resolve(value)
    match value:
        case Collection() if value.complete or value.items:
            return list(value.items)
        case Table() if value.complete or value.items:
            return [value_of_key(key) for key in value.items]
        case Known(value=str() as text) if len(text) <= LONGEST_TEXT:
            return [Known(letter) for letter in text]
        case Instance(type=External(name="pkgutil.ModuleInfo")):
            return list(value.attributes.values())
        case ClassValue():
            members = enum_members(run, value)
            return list(members.values()) if members else None
    return None
