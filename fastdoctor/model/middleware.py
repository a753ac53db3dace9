"""Which middleware a request meets, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.model.callables import describe
from fastdoctor.model.configuration import configured
from fastdoctor.model.facts import Callable, Middleware
from fastdoctor.names.alternatives import options
from fastdoctor.names.classes import origin
from fastdoctor.names.targets import elements
from fastdoctor.names.values import UNKNOWN, ClassValue, External, Instance, Invocation, Method, Value

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

_HTTP = "starlette.middleware.base.BaseHTTPMiddleware"


def middleware_of(run: Interpreter, application: Instance) -> tuple[Middleware, ...]:
    """The middleware of an application, outermost first.

    The last one added is the outermost (each `add_middleware` inserts at the front); those of `middleware=[...]`
    stand in the order of the list, inside the added ones.
    """
    added: list[Middleware] = []
    for invocation in application.journal:
        if invocation.phase == "startup":
            continue  # the stack is built by then: Starlette refuses it
        added.extend(_added(run, invocation))
    return (*reversed(added), *_constructed(run, application))


def _added(run: Interpreter, invocation: Invocation) -> Iterator[Middleware]:
    name = getattr(invocation.callee, "function", None)
    if name == "add_middleware":
        given = invocation.argument("middleware_class", 0)
        for value in options(run.resolve(given)) if given is not None else ():
            yield Middleware(class_name(run, value), value, invocation, _dispatch(run, invocation))
    elif name == "middleware" and isinstance(invocation.callee, Method) and invocation.applied is not None:
        yield Middleware(_HTTP, External(_HTTP), invocation, describe(run, invocation.applied))


def _constructed(run: Interpreter, application: Instance) -> Iterator[Middleware]:
    given = configured(run, application, "middleware")
    for item in (elements(run, given) or ()) if given is not None else ():
        value = run.resolve(item)
        if isinstance(value, Instance) and value.construction is not None:
            made = value.construction
            kind = run.resolve(made.argument("cls", 0) or UNKNOWN)
            yield Middleware(class_name(run, kind), kind, made, _dispatch(run, made))


def _dispatch(run: Interpreter, invocation: Invocation) -> Callable | None:
    given = invocation.argument("dispatch")
    return describe(run, given) if given is not None else None


def class_name(run: Interpreter, value: Value) -> str:
    """The dotted name of a middleware class, "" where it is not proven."""
    kind = origin(run, value)
    if isinstance(kind, ClassValue):
        return f"{kind.module}.{kind.qualname}"
    if isinstance(kind, External):
        return kind.name
    found = describe(run, value)
    return found.name.replace(":", ".") if found else ""
