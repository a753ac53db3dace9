"""Which calls register a route, and what they say of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.model.callables import constant
from fastdoctor.model.configuration import configured
from fastdoctor.model.semantics import VERBS
from fastdoctor.names.operators import plain
from fastdoctor.names.targets import elements
from fastdoctor.names.values import UNKNOWN, External, Instance, Invocation, Known, Value

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

_ROUTE_CLASSES = {
    "fastapi.routing.APIRoute": "api",
    "fastapi.routing.APIWebSocketRoute": "websocket",
    "starlette.routing.Route": "route",
    "starlette.routing.WebSocketRoute": "websocket",
}
_ADDING = {
    "add_api_route": "api",
    "add_api_websocket_route": "websocket",
    "add_route": "route",
    "add_websocket_route": "websocket",
}
_DECORATING = {"api_route": "api", "websocket": "websocket", "route": "route", "websocket_route": "websocket"}


class Registration(Struct, frozen=True):
    """One registered route before any prefix; `proven` is False where its methods are not."""

    kind: str
    path: Value
    endpoint: Value
    methods: tuple[str, ...]
    proven: bool
    in_schema: bool
    invocation: Invocation


def registration(run: Interpreter, invocation: Invocation) -> Registration | None:
    """What a call on a router registers; None where it registers no route."""
    name = getattr(invocation.callee, "function", None)
    if not isinstance(name, str):
        return None
    if name in _ADDING:
        endpoint = invocation.argument("route" if name.endswith("route") and "api" not in name else "endpoint", 1)
        endpoint = endpoint or invocation.argument("endpoint", 1) or UNKNOWN
        return _made(run, _ADDING[name], invocation, endpoint, ("GET",))
    if invocation.applied is None:
        return None
    if name in VERBS:
        return _made(run, "api", invocation, invocation.applied, (name.upper(),), fixed=True)
    if name in _DECORATING:
        return _made(run, _DECORATING[name], invocation, invocation.applied, ("GET",))
    return None


def route_objects(run: Interpreter, router: Instance) -> Iterator[Registration]:
    """The routes given as objects, in `routes=[...]`."""
    given = configured(run, router, "routes")
    listed = elements(run, given) if given is not None else None
    for item in listed or ():
        value = run.resolve(item)
        if not isinstance(value, Instance) or not isinstance(value.type, External) or value.construction is None:
            continue
        kind = _ROUTE_CLASSES.get(value.type.name)
        if kind is not None:
            made = value.construction
            yield _made(run, kind, made, made.argument("endpoint", 1) or UNKNOWN, ("GET",))


def _made(
    run: Interpreter,
    kind: str,
    invocation: Invocation,
    endpoint: Value,
    methods: tuple[str, ...],
    fixed: bool = False,
) -> Registration:
    given = None if fixed or kind == "websocket" else invocation.argument("methods")
    proven = True
    if given is not None and given != Known(None):
        found = elements(run, run.resolve(given))
        texts = [constant(plain(run, item)) for item in found or ()]
        proven = found is not None and all(isinstance(text, str) for text in texts)
        methods = tuple(sorted({str(text).upper() for text in texts if isinstance(text, str)}))
    return Registration(
        kind,
        invocation.argument("path", 0) or UNKNOWN,
        endpoint,
        ("WEBSOCKET",) if kind == "websocket" else methods,
        proven,
        constant(invocation.argument("include_in_schema")) is not False,
        invocation,
    )
