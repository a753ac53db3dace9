"""Which routers does nothing include, on no path of the program?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from fastdoctor.model.reach import HOLDING, unreached_routers
from fastdoctor.model.registrations import Registration
from fastdoctor.model.semantics import FrameworkSemantics
from fastdoctor.names.values import Instance
from fastdoctor.project.calls import Call
from fastdoctor.project.search import last_name
from fastdoctor.project.source import call_at
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project.project import Project


def unreached(project: Project, applications: Iterable[Instance]) -> list[tuple[Instance, tuple[Registration, ...]]]:
    """The routers with routes that lead to none of these applications, the outermost only, with what they register.

    A router that some call includes counts as used wherever the call stands: in another environment it is made.
    """
    semantics = project.run.semantics
    if not isinstance(semantics, FrameworkSemantics):
        return []
    for source in project.sources("APIRouter("):
        project.run.names_of(project.run.module(source.path))
    tops = [*applications, *semantics.escaped, *_written(project)]
    return unreached_routers(project.run, semantics.routers, tops)


def _written(project: Project) -> Iterator[Instance]:
    """Everything that a call includes or mounts, as the source is written."""
    words = [f"{name}(" for name in sorted(HOLDING)]
    for source in project.sources(*words):
        for statement in source.statements(tree.Call, words=words):
            if last_name(statement.node.function) in HOLDING:
                yield from _given(call_at(project.run, statement))


def _given(call: Call) -> Iterator[Instance]:
    given = [call.argument("router", 0), call.argument("app", 1)]
    for expression in given:
        for option in expression.options if expression is not None else ():
            if isinstance(option, Instance):
                yield option
