"""What is shown of a route, an application and its middleware: plain values, ready for any format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.finding import Location
from fastdoctor.model import facts
from fastdoctor.model.callables import constant
from fastdoctor.model.parameters import parameters_of
from fastdoctor.model.protection import protection
from fastdoctor.names.values import FunctionValue
from fastdoctor.project.expressions import locate
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter
    from fastdoctor.project import Project


class DependencyRow(Struct, frozen=True):
    """A dependency in the tree of a route, `depth` levels below it."""

    name: str
    depth: int
    location: Location | None


class Step(Struct, frozen=True):
    """One inclusion or mount on the way to a route: its prefix, and where the router or application is made."""

    kind: str
    prefix: str
    location: Location


class RouteRow(Struct, frozen=True):
    """One route: what it answers, who serves it, what stands in front of it."""

    kind: str
    methods: tuple[str, ...]
    path: str
    endpoint: str
    is_async: bool | None
    location: Location
    dependencies: tuple[DependencyRow, ...]
    protection: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]
    response_model: str
    status_code: int | None
    include_in_schema: bool
    tags: tuple[str, ...]
    conditions: tuple[str, ...]
    through: tuple[Step, ...]


class ApplicationRow(Struct, frozen=True):
    """One application: proven routes, routes under a condition that is not proven, middleware outermost first."""

    target: str
    location: Location
    routes: tuple[RouteRow, ...]
    conditional: tuple[RouteRow, ...]
    middleware: tuple[tuple[str, Location], ...]
    unresolved: tuple[Location, ...]


def application_rows(project: Project) -> Iterator[ApplicationRow]:
    """What is shown of a project's applications, in the order of their files."""
    run = project.run
    for application in project.applications:
        fact = application.fact
        rows = [(route, _row(run, route)) for route in fact.routes]
        yield ApplicationRow(
            fact.target,
            application.location,
            tuple(row for route, row in rows if route.proven and not route.conditions),
            tuple(row for route, row in rows if not route.proven or route.conditions),
            tuple((found.name or "unknown", locate(run, found.invocation.site)) for found in fact.middleware),
            tuple(locate(run, invocation.site) for invocation in fact.unresolved),
        )


def _row(run: Interpreter, route: facts.Route) -> RouteRow:
    endpoint = route.endpoint
    value = endpoint.value if endpoint else None
    parameters = parameters_of(run, value, route.path) if value is not None and route.kind != "route" else ()
    status = constant(route.registration.argument("status_code"))
    return RouteRow(
        route.kind,
        route.methods,
        route.path,
        endpoint.name if endpoint else "",
        endpoint.is_async if endpoint else None,
        locate(run, route.registration.site),
        tuple(_dependencies(run, route.dependencies)),
        protection(run, route),
        tuple((parameter.name, parameter.source) for parameter in parameters),
        _response_model(run, route),
        status if isinstance(status, int) else None,
        bool(route.include_in_schema),
        tuple(dict.fromkeys(route.tags)),
        tuple(dict.fromkeys(f"{'' if found.holds else 'not '}{found.text}" for found in route.conditions)),
        tuple(_step(run, include) for include in route.includes),
    )


def _step(run: Interpreter, include: facts.Include) -> Step:
    made = include.router.construction or include.invocation
    return Step(include.kind, include.prefix or "", locate(run, made.site))


def _dependencies(run: Interpreter, tops: tuple[facts.Dependency, ...], depth: int = 0) -> Iterator[DependencyRow]:
    for found in tops:
        if found.callable is not None:
            site = found.callable.site
            yield DependencyRow(found.callable.name, depth, locate(run, site) if site else None)
        yield from _dependencies(run, found.dependencies, depth + 1)


def _response_model(run: Interpreter, route: facts.Route) -> str:
    written = route.registration.expression("response_model")
    if written is not None:
        path, node = written
        return _text(run, path, node)
    value = route.endpoint.value if route.endpoint else None
    if isinstance(value, FunctionValue) and isinstance(value.node, tree.Function) and value.node.returns is not None:
        return _text(run, value.path, value.node.returns)
    return ""


def _text(run: Interpreter, path: str, node: tree.Expression) -> str:
    return " ".join(run.files.text(path)[node.start : node.end].split())
