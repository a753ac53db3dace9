"""Where does a project go through the routes of what includes routers?

Up to FastAPI 0.136 the list holds the included routes themselves, from 0.137 on the included routers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.names.values import Instance
from fastdoctor.project.expressions import Expression, expression
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import walk
from fastdoctor.upgrade.changes import Places

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.source import Statement

_LISTS = ("fastapi.FastAPI.routes", "fastapi.APIRouter.routes")
_KEPT = frozenset({"matches", "handle", "url_path_for"})
"""What an included router has as well as a route."""
_ASKING = frozenset({"isinstance", "hasattr", "getattr", "type"})


def gone_through(fails: bool) -> Places:
    """The lists that a loop goes through: those where it fails at an included router, or those where it skips it."""

    def places(project: Project) -> Iterator[Location]:
        for source in project.sources("routes", tests=True):
            for statement in source.statements(tree.For, tree.Comprehension, words=["routes"]):
                for target, iterable, inside in _loops(statement):
                    listed = expression(project.run, source.path, iterable, statement.frame)
                    if not listed.is_named(*_LISTS) or not _includes(project, listed, statement):
                        continue
                    read, asked = _use(target, inside)
                    if (read and not asked) if fails else asked:
                        yield listed.location

    return places


def _loops(statement: Statement) -> Iterator[tuple[tree.Expression, tree.Expression, tuple[object, ...]]]:
    """The loops of a statement: target, what is gone through, and what is done for each item."""
    node = statement.node
    if isinstance(node, tree.For):
        yield node.target, node.iterable, node.body
    elif isinstance(node, tree.Comprehension):
        for loop in node.loops:
            yield loop.target, loop.iterable, (node.key, node.value, *loop.conditions)


def _use(target: tree.Expression, inside: tuple[object, ...]) -> tuple[bool, bool]:
    """Whether something that only routes have is read of each item, and whether the item is asked what it is."""
    name = target.id if isinstance(target, tree.Name) else ""
    read = asked = False
    for node in walk(inside):
        if isinstance(node, tree.Attribute) and isinstance(node.value, tree.Name) and node.value.id == name:
            read = read or node.name not in _KEPT
        if isinstance(node, tree.Call) and isinstance(node.function, tree.Name) and node.function.id in _ASKING:
            asked = asked or any(isinstance(given, tree.Name) and given.id == name for given in node.arguments[:1])
    return read, asked


def _includes(project: Project, listed: Expression, statement: Statement) -> bool:
    """Whether what has the list includes routers; of an application that is handed over, whether any does."""
    node = listed.node
    options: tuple[object, ...] = ()
    if isinstance(node, tree.Attribute):
        options = expression(project.run, statement.path, node.value, statement.frame).options
    made = [option for option in options if isinstance(option, Instance)]
    if not made:
        return listed.is_named(_LISTS[0]) and any(route.includes for route in project.routes)
    calls = (call for found in made for call in found.journal)
    return any(getattr(call.callee, "function", None) == "include_router" for call in calls)
