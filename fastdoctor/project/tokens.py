"""Does an argument of a call come from the request, and is nothing else done to check it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.names.values import FunctionValue, Method
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import walk

if TYPE_CHECKING:
    from fastdoctor.project.calls import Call
    from fastdoctor.project.functions import Function
    from fastdoctor.project.project import Project

_READING = frozenset({"split", "strip", "replace", "removeprefix", "partition", "get", "len", "str"})


def is_trusted_from_request(project: Project, call: Call) -> bool:
    """Whether the first argument comes from the request and no other call in the function is given it.

    True only in functions that serve requests and functions that those call with a parameter of theirs.
    """
    function = call.function
    if function is None or not call.node.arguments:
        return False
    given = _names(call.node.arguments[0])
    if not _from_parameters(function, given) or any(_takes(other, given) for other in _others(function, call.node)):
        return False
    guarded = _guarded(project)
    return any(
        served.value.node is function.value.node or _hands_over(served, function)
        for served, role in project.serving_functions
        if role in {"dependency", "middleware"} or (role == "route" and id(served.value.node) not in guarded)
    )


def _guarded(project: Project) -> set[int]:
    """The functions that only serve after a dependency has let the request pass, which may have checked its token."""
    return {
        id(function.value.node) for function, routes in project.endpoints() if all(route.is_guarded for route in routes)
    }


def _hands_over(served: Function, function: Function) -> bool:
    for call in served.calls():
        called = call.node.function
        if getattr(called, "id", getattr(called, "name", "")) == function.name and _is(call, function):
            names = {name for argument in call.node.arguments for name in _names(argument)}
            if _from_parameters(served, names) and not any(
                _takes(other, names) for other in _others(served, call.node)
            ):
                return True
    return False


def _is(call: Call, function: Function) -> bool:
    called = call.callee.value
    found = called.function if isinstance(called, Method) else called
    return isinstance(found, FunctionValue) and found.node is function.value.node


def _from_parameters(function: Function, names: set[str]) -> bool:
    """Whether one of the names is a parameter, or assigned from one without awaiting anything."""
    known = {parameter.name for parameter in function.parameters}
    for node in function.nodes():
        if isinstance(node, tree.Assign) and known & _names(node.value) and not _awaits(node.value):
            known |= {target.id for target in node.targets if isinstance(target, tree.Name)}
    return bool(known & names)


def _awaits(node: tree.Node) -> bool:
    return any(isinstance(inner, tree.Await) for inner in walk((node,)))


def _names(node: tree.Node) -> set[str]:
    return {inner.id for inner in walk((node,)) if isinstance(inner, tree.Name)}


def _others(function: Function, call: tree.Call) -> Iterator[tree.Call]:
    """The calls in a function that neither are this one nor hold it."""
    for node in function.nodes():
        if isinstance(node, tree.Call) and not (node.start <= call.start and call.end <= node.end):
            yield node


def _takes(call: tree.Call, names: set[str]) -> bool:
    """Whether a call that may check it is given one of the names; plain reading of texts is none."""
    called = call.function
    if (called.name if isinstance(called, tree.Attribute) else getattr(called, "id", "")) in _READING:
        return False
    return any(_names(argument) & names for argument in (*call.arguments, *(item.value for item in call.keywords)))
