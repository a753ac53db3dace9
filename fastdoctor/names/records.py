"""What an instance of a data class, attrs class or model holds after it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.names.classes import ancestors, fields, find_member
from fastdoctor.names.values import (
    UNKNOWN,
    ClassValue,
    External,
    FunctionValue,
    Instance,
    Invocation,
    Known,
    Returned,
    Value,
)
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

FIELD_MAKERS = frozenset(
    {"dataclasses.field", "attr.field", "attrs.field", "attr.ib", "attr.attrib", "attrs.Factory", "attr.Factory"}
    | {"pydantic.Field", "pydantic.PrivateAttr", "sqlmodel.Field"}
)
AFTERWARDS = ("__post_init__", "__attrs_post_init__", "model_post_init")


def set_fields(run: Interpreter, kind: ClassValue, made: Instance, invocation: Invocation) -> None:
    """Set the fields from the arguments or their defaults, then follow what the class does after that."""
    declared = list(_declared(run, kind))
    made.attributes.update(zip((name for name, _, _ in declared), invocation.arguments, strict=False))
    for name, owner, field in declared:
        if name in invocation.keywords:
            made.attributes[name] = invocation.keywords[name]
        elif name not in made.attributes and field.value is not None:
            default = run.resolve(owner.names.get(name, UNKNOWN))
            if made_default(default) is not None:
                made.attributes[name] = default_value(run, default)
    for name in AFTERWARDS:
        found = find_member(run, kind, name)
        if found is not None and isinstance(found[0], FunctionValue):
            run.call(run.attribute(made, name), ())


def _declared(run: Interpreter, kind: ClassValue) -> list[tuple[str, ClassValue, tree.Annotated]]:
    found: dict[str, tuple[ClassValue, tree.Annotated]] = {}
    for base in reversed(list(ancestors(run, kind))):
        if isinstance(base, ClassValue):
            for field in fields(base):
                if isinstance(field.target, tree.Name):
                    found[field.target.id] = (base, field)
    return [(name, owner, field) for name, (owner, field) in found.items()]


def made_default(default: Value) -> Invocation | None:
    """The call of `field(...)`, `Field(...)` or `Factory(...)` behind a default; None for a plain value."""
    if isinstance(default, Returned) and isinstance(default.callee, External) and default.callee.name in FIELD_MAKERS:
        return default.invocation
    if isinstance(default, Instance) and isinstance(default.type, External) and default.type.name in FIELD_MAKERS:
        return default.construction
    return None


def default_value(run: Interpreter, default: Value) -> Value:
    """The default that a field has: each instance gets its own from a factory."""
    made = made_default(default)
    if made is None:
        return default
    factory = made.argument("default_factory") or made.argument("factory")
    if factory is None and getattr(made.callee, "name", "").endswith(".Factory"):
        factory = made.argument("factory", 0)
    if factory is not None:
        return run.call(factory, (), None, made.node, made.frame)
    given = made.argument("default", 0)
    value = UNKNOWN if given is None or given == Known(...) else run.resolve(given)
    return default_value(run, value) if made_default(value) is not None else value
