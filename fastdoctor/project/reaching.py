"""Which routers does nothing include, on no path of the program?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from fastdoctor.model.kinds import ROUTERS, derives
from fastdoctor.model.reach import HOLDING, reached_routers, sites_of, unreached_routers
from fastdoctor.model.registrations import Registration
from fastdoctor.model.semantics import FrameworkSemantics
from fastdoctor.names.values import Instance, Site
from fastdoctor.project.calls import Call
from fastdoctor.project.expressions import expression
from fastdoctor.project.fact import remembered
from fastdoctor.project.search import last_name
from fastdoctor.project.source import SourceFile, Statement, call_at
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project.project import Project


def unreached(project: Project, applications: Iterable[Instance]) -> list[tuple[Instance, tuple[Registration, ...]]]:
    """The routers with routes that lead to none of these applications, the outermost only, with what they register.

    A router that some call includes counts as used wherever the call stands, for in another environment it is made;
    unless it includes it into a router that is not used itself.
    """
    semantics = project.run.semantics
    if not isinstance(semantics, FrameworkSemantics):
        return []
    for source in project.sources("APIRouter("):
        project.run.names_of(project.run.module(source.path))
    tops = [*applications, *semantics.escaped]
    written = list(_written(project))
    while True:
        used = sites_of(reached_routers(project.run, tops))
        counting = [one for one in written if one.counts(used)]
        if not counting:
            return unreached_routers(project.run, semantics.routers, tops)
        written = [one for one in written if not one.counts(used)]
        tops += [one.given for one in counting]


class _Inclusion(NamedTuple):
    """What a call includes or mounts, and the routers that it is called on (none: something else)."""

    holders: tuple[Instance, ...]
    given: Instance

    def counts(self, used: frozenset[Site]) -> bool:
        """Whether it may happen where the routers that are made there are used."""
        holding = sites_of(self.holders)
        return not holding or not holding.isdisjoint(used)


def _written(project: Project) -> Iterator[_Inclusion]:
    """Everything that a call includes or mounts, as the source is written."""
    words = [f"{name}(" for name in sorted(HOLDING)]
    for source in project.sources(*words):
        yield from remembered(project, ("inclusions", source.path), partial(_written_in, project, source, words))


def _written_in(project: Project, source: SourceFile, words: Sequence[str]) -> Iterator[_Inclusion]:
    for statement in source.statements(tree.Call, words=words):
        if last_name(statement.node.function) in HOLDING:
            holders = _holders(project, statement)
            for given in _given(call_at(project.run, statement)):
                yield _Inclusion(holders, given)


def _holders(project: Project, statement: Statement) -> tuple[Instance, ...]:
    """The routers that include; none where it may be something else."""
    called = statement.node.function
    if not isinstance(called, tree.Attribute):
        return ()
    made = expression(project.run, statement.path, called.value, statement.frame).options
    routers = tuple(one for one in made if isinstance(one, Instance) and derives(project.run, one.type, ROUTERS))
    return routers if len(routers) == len(made) else ()


def _given(call: Call) -> Iterator[Instance]:
    given = [call.argument("router", 0), call.argument("app", 1)]
    for argument in given:
        for option in argument.options if argument is not None else ():
            if isinstance(option, Instance):
                yield option
