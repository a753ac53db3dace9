"""How FastAPI and Starlette behave towards the program that uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from fastdoctor.model.configuration import attribute_of, current_prefix
from fastdoctor.model.integrations import ADDED_MIDDLEWARE, configuration_value, integrated
from fastdoctor.model.kinds import ROUTERS, is_application, is_router, is_settings
from fastdoctor.model.settings import settings_field
from fastdoctor.model.version_constants import version_asked, version_constant
from fastdoctor.names.classes import find_member
from fastdoctor.names.values import (
    UNKNOWN,
    ClassValue,
    Collection,
    External,
    FunctionValue,
    Instance,
    Invocation,
    Known,
    Value,
)
from fastdoctor.pattern import pattern

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "trace", "query"})
REGISTERING = VERBS | {"api_route", "websocket", "route", "websocket_route"}
_DECORATORS = REGISTERING | {"middleware", "exception_handler", "on_event"}
_STATUS = pattern(r"starlette\.status\.(?:HTTP|WS)_(\d+)_\w+")
_CONSTANTS: dict[str, Value] = {
    "sys.version_info": Collection("tuple", [Known(3), Known(13), Known(0)]),
    "sys.platform": Known("linux"),
    "os.name": Known("posix"),
    "sys.argv": Collection("list", [Known("")]),
}


class FrameworkSemantics(Struct, eq=False):
    """What FastAPI does when its objects are used.

    `routers` are the routers made, in order; `escaped` those that were handed to something outside the project.
    `versions` are those of the packages that a program may ask for.
    """

    routers: list[Instance] = field(default_factory=list)
    escaped: list[Instance] = field(default_factory=list)
    versions: dict[str, Value] = field(default_factory=dict)

    def constant(self, name: str) -> Value | None:
        found = _STATUS.fullmatch(name)
        return Known(int(found[1])) if found else _CONSTANTS.get(name) or version_constant(name, self.versions)

    def called(self, run: Interpreter, name: str, invocation: Invocation) -> Value | None:
        if not run.recording:
            pass
        elif name in ROUTERS:
            router = Instance(External(name), construction=invocation)
            self.routers.append(router)
            return router
        else:
            given = (run.resolve(value) for value in (*invocation.arguments, *invocation.keywords.values()))
            self.escaped.extend(value for value in given if isinstance(value, Instance) and is_router(run, value.type))
        owner, _, _ = name.rpartition(".")
        if name in ADDED_MIDDLEWARE:
            return integrated(run, name, External(owner), invocation)
        if name == "decouple.config":
            return configuration_value(run, name, invocation)
        return version_asked(run, name, invocation, self.versions)

    def invoked(self, run: Interpreter, receiver: Instance, name: str, invocation: Invocation) -> Value | None:
        if is_router(run, receiver.type):
            invocation.prefix = current_prefix(run, receiver)
        if name in _DECORATORS and is_router(run, receiver.type):
            function = run.resolve(invocation.arguments[0]) if invocation.arguments else UNKNOWN
            if isinstance(function, (FunctionValue, ClassValue)) and invocation.node is None:
                return function
        if isinstance(receiver.type, External):
            if name == "__call__":
                return configuration_value(run, receiver.type.name, invocation)
            return integrated(run, f"{receiver.type.name}.{name}", receiver, invocation)
        return None

    def applied(
        self, run: Interpreter, receiver: Instance, name: str, made: Invocation, applied: Invocation
    ) -> Value | None:
        """A route decorator registers the function and gives it back unchanged."""
        if name not in _DECORATORS or not applied.arguments or not is_router(run, receiver.type):
            return None
        function = run.resolve(applied.arguments[0])
        if name in REGISTERING and _overridden(run, receiver, name, made, function):
            return function
        if made.applied is not None:
            # one decorator object used twice registers twice
            made = run.invocation(made.callee, made.arguments, made.keywords, made.node, made.frame)
            receiver.journal.append(made)
        made.applied, made.order, made.conditions = function, applied.order, applied.conditions
        made.prefix = current_prefix(run, receiver)
        if made in receiver.journal:
            receiver.journal.remove(made)
            receiver.journal.append(made)
        return function

    def attribute(self, run: Interpreter, receiver: Instance, name: str) -> Value | None:
        if is_router(run, receiver.type):
            return _of_router(run, receiver, name)
        if is_settings(run, receiver.type):
            return settings_field(run, receiver, name)
        return None


def _of_router(run: Interpreter, receiver: Instance, name: str) -> Value | None:
    if name == "router" and is_application(run, receiver.type):
        return receiver
    if name == "state":
        return receiver.attributes.setdefault("state", Instance(run.external("starlette.datastructures.State")))
    if name in {"prefix", "title", "version", "root_path", "docs_url", "openapi_url", "debug"}:
        return attribute_of(run, receiver, name)
    return None


def _overridden(run: Interpreter, receiver: Instance, name: str, made: Invocation, function: Value) -> bool:
    """Follow a router's own `api_route` or `add_api_route`, which FastAPI calls for every decorator."""
    if not isinstance(receiver.type, ClassValue) or is_application(run, receiver.type):
        return False
    keywords = dict(made.keywords)
    keywords.setdefault("path", made.arguments[0] if made.arguments else UNKNOWN)
    if name in VERBS:
        keywords["methods"] = Collection("list", [Known(name.upper())])
        if _own(run, receiver, "api_route"):
            _withdraw(receiver, made)
            method = run.attribute(receiver, "api_route")
            run.call(run.call(method, (), keywords, made.node, made.frame), (function,))
            return True
    if (name in VERBS or name == "api_route") and _own(run, receiver, "add_api_route"):
        _withdraw(receiver, made)
        path = keywords.pop("path")
        run.call(run.attribute(receiver, "add_api_route"), (path, function), keywords, made.node, made.frame)
        return True
    return False


def _own(run: Interpreter, receiver: Instance, name: str) -> bool:
    found = find_member(run, receiver.type, name)
    member = found[0] if found else None
    return isinstance(member, FunctionValue) and not any(
        isinstance(function, FunctionValue) and function.node is member.node for function in run.calling
    )


def _withdraw(receiver: Instance, made: Invocation) -> None:
    if made in receiver.journal:
        receiver.journal.remove(made)
