"""Which routes an application has, with every prefix, mount and dependency on the way to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fastdoctor.model.callables import constant, describe
from fastdoctor.model.configuration import configured
from fastdoctor.model.dependencies import dependencies_of, listed
from fastdoctor.model.facts import Callable, Dependency, Include, Route
from fastdoctor.model.kinds import is_router
from fastdoctor.model.registrations import Registration, registration, route_objects
from fastdoctor.model.wrapping import wrapped_application
from fastdoctor.names.alternatives import options
from fastdoctor.names.operators import plain
from fastdoctor.names.targets import elements
from fastdoctor.names.values import UNKNOWN, Condition, Instance, Invocation, Known, Template, Value

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

UNPROVEN = "…"
DEEPEST_INCLUDE = 25
MOST_ROUTES = 50_000


class _Path(Struct, frozen=True):
    """A path so far; `proven` is False once a piece of it is not."""

    text: str = ""
    proven: bool = True

    def joined(self, other: _Path) -> _Path:
        return _Path(self.text + other.text, self.proven and other.proven)


class _Way(Struct, frozen=True):
    """How a router is reached: what stands before the routes it holds.

    `until` is the order of the include that took a copy of it, None where the router itself is consulted.
    """

    prefix: _Path = _Path()
    dependencies: tuple[Dependency, ...] = ()
    includes: tuple[Include, ...] = ()
    conditions: tuple[Condition, ...] = ()
    in_schema: bool = True
    tags: tuple[str, ...] = ()
    until: int | None = None
    routers: tuple[Instance, ...] = ()


class Table(Struct):
    """The routes found, and the calls that register what the source does not prove."""

    routes: list[Route]
    unresolved: list[Invocation]


def route_table(run: Interpreter, application: Instance, live: bool) -> Table:
    """Every route reachable through an application.

    `live` says that routers are consulted when a request comes (FastAPI 0.137 and later); before, `include_router`
    copied the routes that a router had at that moment.
    """
    table = Table([], [])
    _Walk(run, table, live).router(application, _Way())
    return table


class _Walk(Struct):
    run: Interpreter
    table: Table
    live: bool

    def router(self, router: Instance, way: _Way) -> None:
        if any(router is other for other in way.routers) or len(way.routers) > DEEPEST_INCLUDE:
            return
        here = replace(
            way,
            dependencies=(*way.dependencies, *listed(self.run, configured(self.run, router, "dependencies"))),
            in_schema=way.in_schema and constant(configured(self.run, router, "include_in_schema")) is not False,
            tags=(*way.tags, *_tags(self.run, configured(self.run, router, "tags"))),
            routers=(*way.routers, router),
        )
        for found in route_objects(self.run, router):
            self._route(router, found, here)
        for invocation in list(router.journal):
            if way.until is None or invocation.order <= way.until:
                # a router's prefix is joined when something is registered on it, whatever becomes of it later
                own = _path(self.run, invocation.prefix or Known(""))
                self._entry(router, invocation, way, replace(here, prefix=way.prefix.joined(own)))

    def _entry(self, router: Instance, invocation: Invocation, way: _Way, here: _Way) -> None:
        name = getattr(invocation.callee, "function", None)
        if name == "include_router":
            self._include(router, invocation, here)
        elif name == "mount":
            self._mount(router, invocation, way)
        elif name == "frontend":
            self._frontend(router, invocation, here)
        else:
            found = registration(self.run, invocation)
            if found is not None:
                self._route(router, found, here)

    def _include(self, router: Instance, invocation: Invocation, here: _Way) -> None:
        run = self.run
        given = run.resolve(invocation.argument("router", 0) or UNKNOWN)
        prefix = _path(run, invocation.argument("prefix", 1) or Known(""))
        proven = False
        for option in options(given):
            if not isinstance(option, Instance) or not is_router(run, option.type):
                continue
            proven = True
            self.router(
                option,
                replace(
                    here,
                    prefix=here.prefix.joined(prefix),
                    dependencies=(*here.dependencies, *listed(run, invocation.argument("dependencies"))),
                    includes=(*here.includes, Include("include", prefix.text, invocation, option)),
                    conditions=(*here.conditions, *invocation.conditions),
                    in_schema=here.in_schema and constant(invocation.argument("include_in_schema")) is not False,
                    tags=(*here.tags, *_tags(run, invocation.argument("tags"))),
                    until=None if self.live else min(invocation.order, here.until or invocation.order),
                ),
            )
        if not proven:
            self.table.unresolved.append(invocation)

    def _mount(self, router: Instance, invocation: Invocation, way: _Way) -> None:
        run = self.run
        included = bool(way.includes) and way.includes[-1].kind == "include"
        if included and not self.live:
            return
        path = _path(run, invocation.argument("path", 0) or UNKNOWN)
        path = _Path(path.text.rstrip("/"), path.proven)
        for option in options(run.resolve(invocation.argument("app", 1) or UNKNOWN)):
            mounted = wrapped_application(run, option)
            if mounted is not None:
                include = Include("mount", path.text, invocation, mounted)
                self.router(
                    mounted,
                    _Way(
                        prefix=way.prefix.joined(path),
                        includes=(*way.includes, include),
                        conditions=(*way.conditions, *invocation.conditions),
                        routers=(*way.routers, router),
                    ),
                )

    def _frontend(self, router: Instance, invocation: Invocation, here: _Way) -> None:
        """Files that are served where no route answers (`app.frontend`, FastAPI 0.138 and later)."""
        path = _path(self.run, invocation.argument("path", 0) or Known("/"))
        full = here.prefix.joined(path)
        self.table.routes.append(
            Route(
                kind="frontend",
                methods=("GET", "HEAD"),
                path=full.text,
                proven=full.proven,
                own_path=path.text if path.proven else None,
                endpoint=None,
                registration=invocation,
                router=router,
                includes=here.includes,
                dependencies=here.dependencies,
                conditions=(*here.conditions, *invocation.conditions),
                include_in_schema=False,
            )
        )

    def _route(self, router: Instance, found: Registration, here: _Way) -> None:
        run = self.run
        if len(self.table.routes) >= MOST_ROUTES:
            return
        own = _path(run, found.path)
        full = here.prefix.joined(own)
        for endpoint in options(run.resolve(found.endpoint)):
            described = describe(run, endpoint)
            if described is None and (here.conditions or found.invocation.conditions or not full.proven):
                self.table.unresolved.append(found.invocation)
                continue
            plain_route = found.kind == "route"
            below = () if plain_route else self._dependencies(found, endpoint, described)
            self.table.routes.append(
                Route(
                    kind=found.kind,
                    methods=found.methods,
                    path=full.text,
                    proven=full.proven and found.proven,
                    own_path=own.text if own.proven else None,
                    endpoint=described,
                    registration=found.invocation,
                    router=router,
                    includes=here.includes,
                    dependencies=() if plain_route else (*here.dependencies, *below),
                    conditions=(*here.conditions, *found.invocation.conditions),
                    include_in_schema=here.in_schema and found.in_schema and found.kind == "api",
                    tags=(*here.tags, *_tags(run, found.invocation.argument("tags"))),
                )
            )

    def _dependencies(self, found: Registration, endpoint: Value, described: Callable | None) -> tuple[Dependency, ...]:
        own = listed(self.run, found.invocation.argument("dependencies"))
        return (*own, *(dependencies_of(self.run, endpoint) if described else ()))


def _path(run: Interpreter, value: Value) -> _Path:
    found = plain(run, value)
    if isinstance(found, Known) and isinstance(found.value, str):
        return _Path(found.value)
    if isinstance(found, Template):
        return _Path("".join(UNPROVEN if part is None else part for part in found.parts), proven=False)
    return _Path(UNPROVEN, proven=False)


def _tags(run: Interpreter, value: Value | None) -> tuple[str, ...]:
    found = elements(run, value) if value is not None else None
    texts = (constant(plain(run, item)) for item in found or ())
    return tuple(text for text in texts if isinstance(text, str))
