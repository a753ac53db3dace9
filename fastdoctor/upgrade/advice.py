"""Everything that an upgrade will touch in one project, in the order of releases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.catalogue import load_rules
from fastdoctor.knowledge.spans import version
from fastdoctor.upgrade.appearing import appearing
from fastdoctor.upgrade.behaviour import BEHAVIOURS
from fastdoctor.upgrade.changes import Change
from fastdoctor.upgrade.interface_changes import lost_calls
from fastdoctor.upgrade.lost_names import lost_names
from fastdoctor.upgrade.overriding import narrow_overrides
from fastdoctor.upgrade.proposal import Proposal, propose

if TYPE_CHECKING:
    from fastdoctor.project import Project


class Advice(Struct, frozen=True):
    """What to expect of one project's upgrade."""

    root: str
    proposal: Proposal
    changes: tuple[Change, ...]


def advise(project: Project, package: str, to: str | None, everything: bool = False) -> Advice:
    """The proposed set, what stands in its way, and every change at its lines; raises NoUpgrade.

    With `everything`, changes that touch no line are listed too.
    """
    proposal = propose(project.stack, package, to)
    found = [*lost_names(project, proposal), *lost_calls(project, proposal), *narrow_overrides(project, proposal)]
    known = {(change.package, change.release, change.location) for change in found}
    behaviour = _behaviour(project, proposal, everything)
    found += (change for change in behaviour if (change.package, change.release, change.location) not in known)
    told = {(change.package, _line(change)) for change in found if change.location is not None}
    found += (
        change for change in appearing(project, proposal, load_rules()) if (change.package, _line(change)) not in told
    )
    found = list(dict.fromkeys(found))
    found.sort(key=lambda change: (change.package != package, change.package, version(change.release), _place(change)))
    return Advice(project.root, proposal, tuple(_strongest(found)))


def _behaviour(project: Project, proposal: Proposal, everything: bool) -> Iterator[Change]:
    for entry in BEHAVIOURS:
        before, after = proposal.before(entry.package), proposal.after(entry.package)
        if before is None or after is None:
            continue
        if not entry.lies_between(before, after):
            continue
        places = sorted(set(entry.places(project)))
        for place in places:
            yield Change(entry.package, entry.release, entry.kind, entry.message, entry.help, place)
        if everything and not places:
            yield Change(entry.package, entry.release, entry.kind, entry.message, entry.help, None)


def _strongest(changes: list[Change]) -> Iterator[Change]:
    """The changes without warnings about what a later release breaks at the same place."""
    broken = {(change.package, change.location) for change in changes if change.kind == "breaks" and change.location}
    for change in changes:
        if change.kind != "deprecated" or (change.package, change.location) not in broken:
            yield change


def _line(change: Change) -> tuple[str, int] | None:
    return (change.location.path, change.location.region.start_line) if change.location is not None else None


def _place(change: Change) -> tuple[object, ...]:
    location = change.location
    return (location is None, *((location.path, location.region) if location else ()), change.message)
