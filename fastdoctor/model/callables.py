"""What FastAPI calls when it calls a value: its printed name and where it is defined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.model.facts import Callable
from fastdoctor.names.classes import find_member, origin
from fastdoctor.names.signatures import unwrap
from fastdoctor.names.values import ClassValue, External, FunctionValue, Instance, Known, Method, Value

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter


def describe(run: Interpreter, value: Value) -> Callable | None:
    """The callable behind a value; None where the source does not prove one."""
    inner = unwrap(run, value)
    match inner:
        case FunctionValue():
            return Callable(f"{inner.module}:{inner.qualname}", value, inner, inner.is_async)
        case ClassValue():
            return Callable(f"{inner.module}:{inner.qualname}", value, inner)
        case External():
            module, _, name = inner.name.rpartition(".")
            return Callable(f"{module}:{name}", value, None)
        case Instance():
            return _describe_instance(run, inner, value)
        case Method(function=str() as name):
            return Callable(f":{name}", value, None)
    return None


def _describe_instance(run: Interpreter, inner: Instance, value: Value) -> Callable | None:
    kind = origin(run, inner.type)
    if isinstance(kind, ClassValue):
        call = find_member(run, kind, "__call__")
        is_async = call[0].is_async if call and isinstance(call[0], FunctionValue) else None
        return Callable(f"{kind.module}:{kind.qualname}()", value, kind, is_async)
    if isinstance(kind, External):
        module, _, name = kind.name.rpartition(".")
        return Callable(f"{module}:{name}()", value, None)
    return None


def constant(value: Value | None) -> object:
    """The Python constant of a value; None where it has none."""
    return value.value if isinstance(value, Known) else None
