"""Which error answers does a middleware give itself, instead of passing the request on?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.names.operators import plain
from fastdoctor.names.types import class_names
from fastdoctor.names.values import UNKNOWN, Instance, Known
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import Inside, children, walk_scope

if TYPE_CHECKING:
    from fastdoctor.project.expressions import Expression
    from fastdoctor.project.functions import Function

_INNER = (tree.Function, tree.Class, tree.Lambda)
_FIRST_ERROR, _FIRST_FAILURE = 400, 500


def refusals(function: Function) -> Iterator[int]:
    """The error statuses that a `dispatch`, a middleware function or an ASGI `__call__` answers with, in order.

    Answers to an exception of what it wraps do not count, nor do those that tell of a failure of its own (5xx where it
    catches something), nor those of a function that treats OPTIONS in its own way.
    """
    if any(isinstance(node, tree.Constant) and node.value == "OPTIONS" for node in walk_scope(function.body)):
        return
    for node, is_caught in _own_answers(function.body, False):
        for status in _statuses(function.expression(node)):
            if not (is_caught and status >= _FIRST_FAILURE):
                yield status


def _own_answers(block: Inside, is_caught: bool) -> Iterator[tuple[tree.Expression, bool]]:
    """What is answered with, and whether that stands in an `except`."""
    for node in children(block):
        if isinstance(node, _INNER):
            continue
        if isinstance(node, tree.Return) and node.value is not None:
            yield node.value, is_caught
        if isinstance(node, tree.Await) and isinstance(node.value, tree.Call):
            yield node.value.function, is_caught
        if isinstance(node, tree.Try) and any(map(_passes_on, walk_scope(node.body))):
            yield from _own_answers((node.body, node.otherwise, node.final), is_caught)
        else:
            yield from _own_answers(node, is_caught or isinstance(node, tree.Handler))


def _passes_on(node: tree.Node) -> bool:
    """Whether a node calls what the middleware wraps: `call_next(request)`, `self.app(scope, receive, send)`."""
    if not isinstance(node, tree.Call):
        return False
    called = node.function
    return (isinstance(called, tree.Name) and "next" in called.id) or (
        isinstance(called, tree.Attribute) and called.name in {"app", "_app"}
    )


def _statuses(answer: Expression) -> Iterator[int]:
    for option in answer.options:
        if isinstance(option, Instance) and option.construction is not None:
            names = class_names(answer.run, option.type)
            status = plain(answer.run, option.construction.argument("status_code", 1) or UNKNOWN)
            is_response = any(name.startswith("starlette.responses.") for name in names)
            number = status.value if isinstance(status, Known) else None
            if is_response and isinstance(number, int) and number >= _FIRST_ERROR:
                yield number
