"""What keeps strangers from a route: the security schemes and guards among its dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.model.dependencies import flattened
from fastdoctor.model.facts import Dependency, Route
from fastdoctor.names.classes import find_member
from fastdoctor.names.operators import plain
from fastdoctor.names.scopes import function_frame
from fastdoctor.names.signatures import unwrap
from fastdoctor.names.types import class_names, dotted
from fastdoctor.names.values import ClassValue, FunctionValue, Instance, Known, Value
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import walk_scope

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

_REFUSING = frozenset({401, 403})


def protection(run: Interpreter, route: Route) -> tuple[str, ...]:
    """The names of what refuses a request that is not allowed, in the order of the dependencies.

    A security scheme of FastAPI counts, and a function or callable object of the project that raises an
    HTTPException with status 401 or 403.
    """
    found = (_guard(run, dependency) for dependency in flattened(route.dependencies))
    return tuple(dict.fromkeys(name for name in found if name))


def is_guarded(run: Interpreter, route: Route) -> bool:
    """Whether a function of the project among the dependencies refuses requests: it may have checked a token."""
    called = (
        unwrap(run, found.callable.value) for found in flattened(route.dependencies) if found.callable is not None
    )
    return any(
        isinstance(value, FunctionValue) and isinstance(value.node, tree.Function) and _refuses(run, value)
        for value in called
    )


def _guard(run: Interpreter, dependency: Dependency) -> str:
    if dependency.callable is None:
        return ""
    value = unwrap(run, dependency.callable.value)
    if isinstance(value, Instance):
        scheme = next((name for name in class_names(run, value.type) if name.startswith("fastapi.security.")), "")
        if scheme:
            return scheme.rpartition(".")[2]
        call = find_member(run, value.type, "__call__")
        value = call[0] if call is not None else value
    if isinstance(value, FunctionValue) and isinstance(value.node, tree.Function) and _refuses(run, value):
        return dependency.callable.name.rpartition(":")[2]
    return ""


def _refuses(run: Interpreter, function: FunctionValue) -> bool:
    frame = None
    for node in walk_scope(function.node):
        if isinstance(node, tree.Raise) and isinstance(node.value, tree.Call):
            frame = frame or function_frame(run, function)
            with run.quietly():
                raised = run.resolve(run.evaluate(node.value, frame))
            if _status(run, raised, node.value) in _REFUSING:
                return True
    return False


def _status(run: Interpreter, raised: Value, call: tree.Call) -> object:
    if not isinstance(raised, Instance) or raised.construction is None:
        return None
    if isinstance(raised.type, ClassValue):
        names = dotted(raised.type).lower()
        return 401 if "unauthorized" in names or "forbidden" in names else None
    if not dotted(raised.type).endswith("HTTPException"):
        return None
    given = raised.construction.argument("status_code", 0)
    value = plain(run, given) if given is not None else None
    return value.value if isinstance(value, Known) else None
