"""What an object was configured with when it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.model.kinds import is_application
from fastdoctor.names.classes import find_member
from fastdoctor.names.values import UNKNOWN, FunctionValue, Instance, Invocation, Known, Value

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter


_DEFAULTS = {
    "prefix": "",
    "title": "FastAPI",
    "version": "0.1.0",
    "root_path": "",
    "docs_url": "/docs",
    "openapi_url": "/openapi.json",
    "debug": False,
}
"""Attribute that holds what the constructor is given -> the parameter's default."""


def constructor(run: Interpreter, instance: Instance) -> Invocation | None:
    """The call that reached the external class's `__init__`; None where the project's own `__init__` hides it."""
    for invocation in instance.journal:
        if getattr(invocation.callee, "function", None) == "__init__":
            return invocation
    own = find_member(run, instance.type, "__init__")
    if own is not None and isinstance(own[0], FunctionValue):
        return None
    return instance.construction


def configured(run: Interpreter, instance: Instance, name: str, position: int | None = None) -> Value | None:
    """The value given for a parameter of the constructor; None where it was not given."""
    invocation = constructor(run, instance)
    found = invocation.argument(name, position) if invocation else None
    return None if found is None else run.resolve(found)


def attribute_of(run: Interpreter, instance: Instance, name: str) -> Value:
    """What an attribute of an application or router holds that is a parameter of its constructor."""
    invocation = constructor(run, instance)
    if invocation is None:
        return UNKNOWN
    found = invocation.argument(name)
    if found is not None:
        return run.resolve(found)
    return UNKNOWN if invocation.loose or name not in _DEFAULTS else Known(_DEFAULTS[name])


def current_prefix(run: Interpreter, router: Instance) -> Value:
    """The prefix of a router as it is now: assigned, else as given to its constructor; applications have none."""
    if "prefix" in router.attributes:
        return run.resolve(router.attributes["prefix"])
    given = None if is_application(run, router.type) else configured(run, router, "prefix")
    return Known("") if given is None else given
