"""What a rule may ask of an application, a route, a middleware."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.model import facts
from fastdoctor.model.configuration import constructor
from fastdoctor.model.dependencies import flattened
from fastdoctor.model.parameters import parameters_of
from fastdoctor.model.protection import is_guarded
from fastdoctor.names.classes import find_member
from fastdoctor.names.signatures import unwrap
from fastdoctor.names.types import dotted, names_of, type_names
from fastdoctor.names.values import FunctionValue, Generic, Invocation, Site, Value
from fastdoctor.project.calls import Made
from fastdoctor.project.expressions import Expression, Place
from fastdoctor.project.functions import Function, function_of

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter


def made(run: Interpreter, invocation: Invocation) -> Made:
    """A followed call as a rule sees it; its place is the name that is called."""
    return Made(run, invocation)


class Route(Place, frozen=True, eq=False):
    """A route of an application; its place is the call that registers it."""

    fact: facts.Route

    @property
    def site(self) -> Site:
        return self.fact.registration.head

    @property
    def kind(self) -> str:
        """ "api", "websocket", "route" (a plain Starlette route) or "frontend" (files behind all routes)."""
        return self.fact.kind

    @property
    def methods(self) -> tuple[str, ...]:
        return self.fact.methods

    @property
    def path(self) -> str:
        """The full path; look at `is_proven` before you rely on it."""
        return self.fact.path

    @property
    def is_proven(self) -> bool:
        """Whether path and methods are proven, and it exists whatever the settings are."""
        return self.fact.proven and not self.fact.conditions

    @property
    def registration(self) -> Made:
        """The decorator call or the `add_api_route` call."""
        return made(self.run, self.fact.registration)

    @property
    def endpoint(self) -> Function | None:
        """The function that serves it; None where it is no function of the project."""
        value = unwrap(self.run, self.fact.endpoint.value) if self.fact.endpoint else None
        return function_of(self.run, value) if isinstance(value, FunctionValue) else None

    @property
    def includes(self) -> tuple[Made, ...]:
        """The `include_router` and `mount` calls that lead to it, outermost first."""
        return tuple(made(self.run, include.invocation) for include in self.fact.includes)

    @property
    def dependencies(self) -> Iterator[Dependency]:
        """Every dependency, own and inherited, with those below it."""
        return (Dependency(self.run, found) for found in flattened(self.fact.dependencies))

    @property
    def is_guarded(self) -> bool:
        """Whether a dependency of the project's own refuses requests (401, 403) before the endpoint runs."""
        return is_guarded(self.run, self.fact)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters of the endpoint with their sources."""
        found = self.fact.endpoint
        listed = parameters_of(self.run, found.value, self.path) if found is not None and self.kind != "route" else ()
        return tuple(Parameter(self.run, fact) for fact in listed)


class Parameter(Place, frozen=True, eq=False):
    """A parameter of an endpoint; `source` as in the model: "path", "query", "body", "dependency" ..."""

    fact: facts.ParameterFact

    @property
    def site(self) -> Site:
        return self.fact.site

    @property
    def name(self) -> str:
        return self.fact.name

    @property
    def source(self) -> str:
        return self.fact.source

    @property
    def type_name(self) -> str:
        """The dotted name of its type, of `dict[str, Any]` that of dict; "" where it is not proven or holds more."""
        kind = self.fact.type
        if isinstance(kind, Generic):
            plain = all(dotted(argument) in {"typing.Any", "builtins.str"} for argument in kind.arguments)
            return dotted(kind.origin) if plain else ""
        return dotted(kind)


class Dependency(Place, frozen=True, eq=False):
    """A dependency; its place is where it is declared."""

    fact: facts.Dependency

    @property
    def site(self) -> Site:
        return self.fact.site

    @property
    def name(self) -> str:
        """The dotted name of what it calls; "" where that is not proven."""
        return self.fact.callable.name.replace(":", ".") if self.fact.callable else ""

    @property
    def value(self) -> Value | None:
        return self.fact.callable.value if self.fact.callable else None

    @property
    def function(self) -> Function | None:
        """The function of the project that it calls."""
        value = unwrap(self.run, self.fact.callable.value) if self.fact.callable else None
        return function_of(self.run, value) if isinstance(value, FunctionValue) else None


class Middleware(Made, frozen=True, eq=False):
    """A middleware; its place is the call that adds it, its arguments are those of the middleware class."""

    fact: facts.Middleware
    application: Application

    @property
    def name(self) -> str:
        """The dotted name of its class; "" where that is not proven."""
        return self.fact.name

    def is_of(self, *wanted: str) -> bool:
        """Whether it surely is one of these classes or derives from one."""
        return not set(wanted).isdisjoint(names_of(self.run, self.fact.value))

    @property
    def functions(self) -> tuple[Function, ...]:
        """What runs for each request: that function, or the `dispatch` or `__call__` of a class of the project."""
        if self.function is not None:
            return (self.function,)
        found = (find_member(self.run, self.fact.value, name) for name in ("dispatch", "__call__"))
        values = (item[0] for item in found if item is not None)
        return tuple(function_of(self.run, value) for value in values if isinstance(value, FunctionValue))

    @property
    def function(self) -> Function | None:
        """The function of `@app.middleware("http")` or `dispatch=`."""
        found = self.fact.function
        value = unwrap(self.run, found.value) if found else None
        return function_of(self.run, value) if isinstance(value, FunctionValue) else None


class Router(Place, frozen=True, eq=False):
    """A router; its place is the call that makes it, `registrations` are the calls that register its routes."""

    construction: Invocation
    registrations: tuple[Made, ...]

    @property
    def site(self) -> Site:
        return self.construction.head


class Application(Place, frozen=True, eq=False):
    """An application; its place is the call that makes it."""

    fact: facts.Application

    @property
    def site(self) -> Site:
        return self.fact.head

    @property
    def target(self) -> str:
        """ "module:name", or "module:factory()"."""
        return self.fact.target

    @property
    def is_fastapi(self) -> bool:
        """Whether it surely is a FastAPI application, not one of Starlette alone."""
        return "fastapi.FastAPI" in type_names(self.run, self.fact.instance)

    @property
    def has_lifespan(self) -> bool:
        """Whether it surely has a lifespan of its own."""
        return self.fact.lifespan is not None

    @property
    def construction(self) -> Made | None:
        """The call that configures it: `FastAPI(...)`, or `super().__init__(...)` in a subclass."""
        found = constructor(self.run, self.fact.instance)
        return made(self.run, found) if found is not None else None

    def __getitem__(self, name: str) -> Expression | None:
        """The argument that configures it; None where it is not given."""
        found = self.construction
        return found[name] if found else None

    @property
    def routes(self) -> tuple[Route, ...]:
        return tuple(Route(self.run, fact) for fact in self.fact.routes)

    @property
    def middleware(self) -> tuple[Middleware, ...]:
        """Outermost first, as a request meets them."""
        return tuple(Middleware(self.run, fact.invocation, fact, self) for fact in self.fact.middleware)

    @property
    def handlers(self) -> Iterator[Function]:
        """The functions of the project that handle its exceptions."""
        for call in self.invoked("exception_handler", "add_exception_handler"):
            given = call.invocation.applied or call.invocation.argument("handler", 1)
            value = unwrap(self.run, given) if given is not None else None
            if isinstance(value, FunctionValue):
                yield function_of(self.run, value)

    @property
    def invocations(self) -> Iterator[Made]:
        """Every call of a method on it, in order."""
        return (made(self.run, invocation) for invocation in self.fact.instance.journal)

    def invoked(self, *names: str) -> Iterator[Made]:
        """The calls of these methods on it ("on_event", "add_middleware")."""
        return (call for call in self.invocations if getattr(call.invocation.callee, "function", None) in names)
