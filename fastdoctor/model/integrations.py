"""What well-known libraries do to the application that they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.model.kinds import is_application
from fastdoctor.names.operators import plain, truth
from fastdoctor.names.values import (
    NONE,
    UNKNOWN,
    External,
    Instance,
    Invocation,
    Known,
    Method,
    Value,
)

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

ADDED_MIDDLEWARE = {
    "prometheus_fastapi_instrumentator.Instrumentator.instrument": (
        "prometheus_fastapi_instrumentator.middleware.PrometheusInstrumentatorMiddleware"
    ),
}
"""Methods that add a middleware to the application they are called with."""
_FLUENT = frozenset({"prometheus_fastapi_instrumentator.Instrumentator"})
_CONFIGURATION = frozenset({"starlette.config.Config", "decouple.config", "environs.Env", "environ.Env"})


def integrated(run: Interpreter, name: str, receiver: Value, invocation: Invocation) -> Value | None:
    """The value of calling a known library's method by its dotted name, its effect on the application followed."""
    middleware = ADDED_MIDDLEWARE.get(name)
    if middleware is not None:
        given = run.resolve(invocation.argument("app", 0) or UNKNOWN)
        if isinstance(given, Instance) and is_application(run, given.type):
            method = Method(given, "add_middleware", given.type)
            added = run.invocation(method, (External(middleware),), {}, invocation.node, invocation.frame)
            if run.recording:
                given.journal.append(added)
    return receiver if name.rpartition(".")[0] in _FLUENT else None


def configuration_value(run: Interpreter, name: str, invocation: Invocation) -> Value | None:
    """`config("NAME", default=..., cast=...)`: the run's environment, else the default, converted.

    None for other calls.
    """
    if name not in _CONFIGURATION:
        return None
    key = plain(run, invocation.argument("key", 0) or UNKNOWN)
    if not isinstance(key, Known) or not isinstance(key.value, str):
        return UNKNOWN
    default = invocation.argument("default", 2 if name == "starlette.config.Config" else 1)
    raw = run.environment.get(key.value)
    value = Known(raw) if raw is not None else (run.resolve(default) if default is not None else UNKNOWN)
    cast = invocation.argument("cast", 1 if name == "starlette.config.Config" else 2)
    return value if cast is None else _cast(run, value, run.resolve(cast), invocation)


def _cast(run: Interpreter, value: Value, cast: Value, invocation: Invocation) -> Value:
    if value == NONE or not isinstance(value, Known):
        return value
    if cast == External("builtins.bool") and isinstance(value.value, str):
        lowered = value.value.lower()
        known = {
            "true": True,
            "1": True,
            "yes": True,
            "on": True,
            "false": False,
            "0": False,
            "no": False,
            "off": False,
        }
        return Known(known[lowered]) if lowered in known else UNKNOWN
    if truth(run, cast) is None and not isinstance(cast, External):
        return UNKNOWN
    return run.call(cast, (value,), None, invocation.node, invocation.frame)
