"""The application as facts: what a rule and a route table speak of."""

from __future__ import annotations

from typing import TypeAlias, Union

from msgspec import Struct, field

from fastdoctor.names.values import (
    ClassValue,
    Condition,
    FunctionValue,
    Instance,
    Invocation,
    Site,
    Value,
    Written,
)

Declared: TypeAlias = Union[Written, Invocation, ClassValue]  # noqa: UP007
"""What has a site: facts keep it instead of the site, which moves when the text around changes."""
_NOWHERE = Site("", 0, 0)


class Callable(Struct, frozen=True):
    """Something that FastAPI calls: its printed name ("module:qualname", an instance "module:Class()") and its value.

    `definition` is the project's function or class behind it, None for external things.
    """

    name: str
    value: Value
    definition: FunctionValue | ClassValue | None
    is_async: bool | None = None

    @property
    def site(self) -> Site | None:
        """Where it is defined."""
        return self.definition.site if self.definition is not None else None


class Dependency(Struct, frozen=True):
    """A `Depends(...)` or `Security(...)`: what it calls, where it is declared, and what that needs in turn.

    `scopes` are the security scopes given; `callable` is None where the source does not prove what is called.
    """

    callable: Callable | None
    marker: Instance
    declared: Declared | None
    dependencies: tuple[Dependency, ...] = ()
    scopes: tuple[Value, ...] = ()

    @property
    def site(self) -> Site:
        return self.declared.site if self.declared is not None else _NOWHERE


class ParameterFact(Struct, frozen=True):
    """A parameter of an endpoint or dependency and where its value comes from.

    `source` is "path", "query", "header", "cookie", "body", "form", "file", "dependency", "special" or "unknown".
    `type` is the annotation without Annotated; `marker` the Query(), Depends() ... instance if there is one;
    `metadata` is what stands beside the type in Annotated.
    """

    name: str
    source: str
    type: Value
    default: Value | None
    marker: Instance | None
    declared: Declared
    metadata: tuple[Value, ...] = ()

    @property
    def site(self) -> Site:
        return self.declared.site


class Include(Struct, frozen=True):
    """One `include_router` or `mount` on the way from an application to a route; `router` is what it brings in."""

    kind: str
    prefix: str | None
    invocation: Invocation
    router: Instance


class Route(Struct, frozen=True):
    """One registered route of an application, as it is reachable.

    `path` is the full path with every prefix and mount; unproven pieces are written "…" and `proven` is False.
    `own_path` is the path given at the registration. `registration` is the decorator call or the add_* call.
    """

    kind: str
    methods: tuple[str, ...]
    path: str
    proven: bool
    own_path: str | None
    endpoint: Callable | None
    registration: Invocation
    router: Instance
    includes: tuple[Include, ...]
    dependencies: tuple[Dependency, ...]
    conditions: tuple[Condition, ...] = ()
    include_in_schema: bool | None = True
    tags: tuple[str, ...] = ()


class Middleware(Struct, frozen=True):
    """A middleware of an application: its class, the call that adds it and, for a function, that function."""

    name: str
    value: Value
    invocation: Invocation
    function: Callable | None = None


class Application(Struct, frozen=True):
    """An application: where it can be started from ("app.main:app"), its routes, its middleware outermost first.

    `unresolved` are the calls that register something the source does not prove (an unknown router, a loop over
    unknown things); `mounted` is True for an application that is only reachable through another one.
    """

    target: str
    instance: Instance
    routes: tuple[Route, ...]
    middleware: tuple[Middleware, ...]
    unresolved: tuple[Invocation, ...] = ()
    mounted: bool = False
    lifespan: Callable | None = None
    handlers: tuple[tuple[Value, Invocation], ...] = field(default=())

    @property
    def site(self) -> Site:
        """The call that makes it."""
        made = self.instance.construction
        return made.site if made else _NOWHERE

    @property
    def head(self) -> Site:
        """The name of the class in the call that makes it."""
        made = self.instance.construction
        return made.head if made else self.site
