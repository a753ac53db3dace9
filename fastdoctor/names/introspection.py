"""What `inspect` gives on values: signatures that code reads, changes and sets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fastdoctor.names.signatures import PARAMETER, SIGNATURE, parameter_object, signature
from fastdoctor.names.targets import elements
from fastdoctor.names.values import UNKNOWN, External, Instance, Invocation, Known, Table, Value

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter


def call_inspect(run: Interpreter, name: str, invocation: Invocation) -> Value | None:
    """The value of calling a function or class of `inspect` by its dotted name; None for any other."""
    if name == "inspect.signature":
        given = run.resolve(invocation.argument("obj", 0) or UNKNOWN)
        if isinstance(given, External):
            return None
        return _signature(parameter_object(parameter) for parameter in signature(run, given))
    if name == PARAMETER.name:
        return _parameter(invocation)
    if name == SIGNATURE.name:
        return _signature(
            run.resolve(item) for item in elements(run, invocation.argument("parameters", 0) or UNKNOWN) or ()
        )
    return None


def call_inspect_method(run: Interpreter, receiver: Value, name: str, invocation: Invocation) -> Value | None:
    """The value of `replace` on a signature or parameter; None for anything else."""
    if not isinstance(receiver, Instance) or name != "replace":
        return None
    if receiver.type == PARAMETER:
        return Instance(PARAMETER, {**receiver.attributes, **invocation.keywords})
    if receiver.type == SIGNATURE:
        listed = invocation.argument("parameters")
        found = elements(run, listed) if listed is not None else None
        return receiver if found is None else _signature(run.resolve(item) for item in found)
    return None


def _signature(parameters: Iterable[Value]) -> Instance:
    table: dict[object, Value] = {}
    for parameter in parameters:
        name = parameter.attributes.get("name") if isinstance(parameter, Instance) else None
        if isinstance(name, Known):
            table[name.value] = parameter
    return Instance(SIGNATURE, {"parameters": Table(table)})


def _parameter(invocation: Invocation) -> Instance:
    attributes: dict[str, Value] = {"declared": Known(invocation)}
    for name, place in (("name", 0), ("kind", 1), ("default", None), ("annotation", None)):
        given = invocation.argument(name, place)
        if given is not None:
            attributes[name] = given
    return Instance(PARAMETER, attributes)
