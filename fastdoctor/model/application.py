"""Which applications a tree has, complete: routes, middleware, lifespan."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastdoctor.model.callables import describe
from fastdoctor.model.configuration import configured
from fastdoctor.model.discovery import applications, candidates
from fastdoctor.model.facts import Application
from fastdoctor.model.middleware import middleware_of
from fastdoctor.model.routes import route_table
from fastdoctor.names.values import UNKNOWN, FunctionValue, Instance, Known, Method

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter


def read_applications(
    run: Interpreter, live: Callable[[str], bool], named: tuple[tuple[str, str], ...] = ()
) -> tuple[Application, ...]:
    """Every application that the tree's files make, in the order of their files.

    `live` tells of a file whether its project's routers are consulted at each request (FastAPI 0.137 and later)
    instead of being copied. `named` are files and attributes that hold an application, as somebody says.
    """
    found = applications(run, candidates(run.files), named)
    for _, instance in found:
        _start(run, instance)
    return tuple(_application(run, target, instance, live(_path(instance))) for target, instance in found)


def _path(instance: Instance) -> str:
    return instance.construction.path if instance.construction else ""


def _start(run: Interpreter, instance: Instance) -> None:
    """Follow what runs when the application starts: routes can be registered there too."""
    from fastdoctor.names.exhaustion import Exhausted

    handlers = [
        (invocation.applied, ())
        for invocation in instance.journal
        if getattr(invocation.callee, "function", None) == "on_event"
        and invocation.arguments[:1] == (Known("startup"),)
        and invocation.applied is not None
    ]
    lifespan = configured(run, instance, "lifespan")
    starts = [(lifespan, (instance,))] if isinstance(lifespan, (FunctionValue, Method)) else handlers
    run.phase = "startup"
    for function, arguments in starts:
        limit, run.limit = run.limit, min(run.limit, run.steps + 120_000)
        try:
            run.call(function, arguments)
        except (Exhausted, RecursionError):
            run.exhausted.append(function.path if isinstance(function, FunctionValue) else "")
        finally:
            run.limit = limit
    run.phase = "import"


def _application(run: Interpreter, target: str, instance: Instance, live: bool) -> Application:
    table = route_table(run, instance, live)
    lifespan = configured(run, instance, "lifespan")
    return Application(
        target,
        instance,
        tuple(table.routes),
        middleware_of(run, instance),
        tuple(table.unresolved),
        lifespan=describe(run, lifespan) if lifespan is not None and lifespan != Known(None) else None,
        handlers=tuple(
            (invocation.argument("exc_class_or_status_code", 0) or UNKNOWN, invocation)
            for invocation in instance.journal
            if getattr(invocation.callee, "function", None) in {"exception_handler", "add_exception_handler"}
        ),
    )
