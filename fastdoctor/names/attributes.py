"""What `value.name` is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.names.alternatives import either
from fastdoctor.names.classes import EMPTY_BASES, ancestors, enum_members, find_member, origin
from fastdoctor.names.records import default_value
from fastdoctor.names.values import (
    NONE,
    UNKNOWN,
    ClassValue,
    Collection,
    Either,
    External,
    FunctionValue,
    Generic,
    Instance,
    Known,
    Method,
    ModuleValue,
    Partial,
    Returned,
    Super,
    Table,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter


def attribute(run: Interpreter, value: Value, name: str) -> Value:
    """The value of an attribute."""
    value = run.resolve(value)
    match value:
        case ModuleValue() if name == "__dict__":
            return Table(dict(run.names_of(value)))
        case ModuleValue():
            return run.resolve(run.member(value, name))
        case External() if name == "__dict__" and value.name in EMPTY_BASES:
            return Table({})
        case External():
            return run.external(f"{value.name}.{name}")
        case Instance():
            return _of_instance(run, value, name)
        case ClassValue():
            return _of_class(run, value, name)
        case FunctionValue():
            return _of_function(run, value, name)
        case Generic():
            return run.attribute(origin(run, value), name)
        case Super():
            return _of_super(run, value, name)
        case Either():
            return either([run.attribute(option, name) for option in value.options])
        case Known():
            return Method(value, name) if hasattr(value.value, name) else UNKNOWN
        case Collection() | Table() | Returned() | Partial():
            return Method(value, name)
        case Method():
            if isinstance(value.function, FunctionValue):
                return value.function if name == "__func__" else run.attribute(value.function, name)
            return Method(value, name)
        case Unknown(type=declared) if declared is not None:
            return _of_declared(run, value, declared, name)
    return UNKNOWN


def _of_instance(run: Interpreter, value: Instance, name: str) -> Value:
    if name in value.attributes:
        return run.resolve(value.attributes[name])
    if name == "__class__":
        return value.type
    if name == "__dict__":
        return Table(value.attributes)
    given = run.semantics.attribute(run, value, name)
    if given is not None:
        return given
    found = find_member(run, value.type, name)
    if found is None:
        getter = find_member(run, value.type, "__getattr__")
        if getter is not None and isinstance(getter[0], FunctionValue):
            return run.call(Method(value, getter[0], getter[1]), (Known(name),))
        return UNKNOWN
    return default_value(run, bind(run, found[0], found[1], value, name))


def bind(run: Interpreter, member: Value, owner: Value, receiver: Value, name: str) -> Value:
    """A class's member as seen on an instance."""
    if isinstance(member, FunctionValue):
        if member.kind == "static":
            return member
        if member.kind == "class":
            return Method(receiver.type if isinstance(receiver, Instance) else receiver, member, owner)
        if member.kind == "property":
            return run.call(Method(receiver, member, owner))
        return Method(receiver, member, owner)
    if isinstance(member, External) and isinstance(owner, External):
        return Method(receiver, name, owner)
    return member


def _of_class(run: Interpreter, value: ClassValue, name: str) -> Value:
    if name in {"__name__", "__qualname__"}:
        return Known(value.node.name if name == "__name__" else value.qualname)
    if name == "__module__":
        return Known(value.module)
    if name == "__doc__":
        return NONE
    if name == "__dict__":
        return Table(value.names)
    if name == "__bases__":
        return Collection("tuple", list(value.bases))
    if name == "__mro__":
        return Collection("tuple", list(ancestors(run, value)))
    if name == "mro":
        return Method(value, "mro", External("builtins.type"))
    members = enum_members(run, value)
    if name in members:
        return members[name]
    found = find_member(run, value, name)
    if found is None:
        return UNKNOWN
    member, owner = found
    if isinstance(member, FunctionValue) and member.kind == "class":
        return Method(value, member, owner)
    if isinstance(member, External) and isinstance(owner, External):
        return Method(value, name, owner)
    return member


def _of_function(run: Interpreter, value: FunctionValue, name: str) -> Value:
    if name in value.attributes:
        return run.resolve(value.attributes[name])
    if name == "__name__":
        return Known(getattr(value.node, "name", "<lambda>"))
    if name == "__qualname__":
        return Known(value.qualname)
    if name == "__module__":
        return Known(value.module)
    if name == "__wrapped__" and value.wraps is not None:
        return value.wraps
    return UNKNOWN


def _of_super(run: Interpreter, value: Super, name: str) -> Value:
    receiver = value.receiver
    start = receiver.type if isinstance(receiver, Instance) else receiver
    found = find_member(run, start, name, after=value.owner)
    if found is None:
        return UNKNOWN
    member, owner = found
    if isinstance(member, External) and isinstance(owner, External):
        return Method(receiver, name, owner)
    return bind(run, member, owner, receiver, name)


def _of_declared(run: Interpreter, value: Unknown, declared: Value, name: str) -> Value:
    """An attribute of something of which only the type is known."""
    kind = origin(run, declared)
    if isinstance(kind, External):
        return Method(value, name, kind)
    if isinstance(kind, ClassValue):
        found = find_member(run, kind, name)
        if found is None:
            return _declared_field(run, kind, name)
        member, owner = found
        if isinstance(member, FunctionValue) and member.kind != "property":
            return member if member.kind == "static" else Method(value, member, owner)
        if isinstance(member, External) and isinstance(owner, External):
            return Method(value, name, owner)
        if isinstance(member, (Known, Table, Collection)):
            # a default of the class: an instance may hold another value
            return UNKNOWN
        return _declared_field(run, kind, name) if isinstance(member, FunctionValue) else member
    return UNKNOWN


def _declared_field(run: Interpreter, kind: ClassValue, name: str) -> Value:
    from fastdoctor.names.classes import ancestors, fields

    for base in ancestors(run, kind):
        if isinstance(base, ClassValue):
            for field in fields(base):
                if getattr(field.target, "id", "") == name:
                    return Unknown("a field", run.evaluate(field.annotation, base.frame))
    return UNKNOWN
