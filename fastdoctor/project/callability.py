"""Is what a call gives surely nothing that can be called?"""

from __future__ import annotations

from fastdoctor.names.classes import find_member
from fastdoctor.names.values import (
    NONE,
    Awaitable,
    ClassValue,
    Collection,
    FunctionValue,
    Instance,
    Known,
    Table,
    Template,
    Value,
)
from fastdoctor.project.calls import Call
from fastdoctor.project.expressions import Expression, expression
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import has_yield, walk_scope

_CACHES = ("functools.cache", "functools.lru_cache", "functools.lru_cache()")


def uncallable(call: Call, given: Expression) -> str:
    """What an argument of a call is ("a generator") where it is itself a call with a result that cannot be called.

    "" where the source does not prove that.
    """
    if not isinstance(given.node, tree.Call):
        return ""
    called = expression(call.run, call.site.path, given.node.function, call.frame).value
    if isinstance(called, FunctionValue) and isinstance(called.node, tree.Function):
        if called.node.decorators and not all(_is_cache(call, called, node) for node in called.node.decorators):
            return ""  # what a decorator makes of it is not proven
        if has_yield(called.node):
            return "its generator"
        if called.is_async:
            return "its coroutine"
        if not any(map(_gives_something, walk_scope(called.node.code.body))):
            return "None"
    kinds = {_kind(given, option) for option in given.options}
    return kinds.pop() if len(kinds) == 1 else ""


def _gives_something(node: tree.Node) -> bool:
    if not isinstance(node, tree.Return) or node.value is None:
        return False
    return not (isinstance(node.value, tree.Constant) and node.value.value is None)


def _is_cache(call: Call, function: FunctionValue, decorator: tree.Expression) -> bool:
    return expression(call.run, function.path, decorator, function.frame).is_named(*_CACHES)


def _kind(given: Expression, value: Value) -> str:
    match value:
        case Awaitable():
            return "its coroutine"
        case Collection() | Table() | Template():
            return "its result"
        case Known():
            return "its result" if value != NONE else ""
        case Instance(type=ClassValue()) if find_member(given.run, value.type, "__call__") is None:
            return "its result"
    return ""
