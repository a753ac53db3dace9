"""Which findings of the rules would the proposed releases bring?

A rule whose gate keeps it from the project as it is, and not from the same source with the proposed releases, is asked
about the latter: what it finds is a change, in the release that its gate names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from fastdoctor.catalogue import Rule
from fastdoctor.finding import Finding, Location
from fastdoctor.knowledge import releases
from fastdoctor.knowledge.spans import version
from fastdoctor.pattern import pattern
from fastdoctor.stack.values import Requirement
from fastdoctor.upgrade.changes import Change, Kind
from fastdoctor.upgrade.proposal import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fastdoctor.project import Project
    from fastdoctor.stack import Stack

_KINDS: dict[str, Kind] = {"error": "breaks", "warning": "deprecated", "note": "deprecated"}
_WORKING_ON = frozenset({"ignored-config-key"})
"""Rules of severity error that speak of code which runs and does something else."""
_LEFT_OUT = frozenset({"dependencies"})
"""Categories that speak of the manifests, which the upgrade replaces."""
_GATE = pattern(r"([\w-]+)\s*>=?\s*([\d.]+)")


def appearing(project: Project, proposal: Proposal, rules: Iterable[Rule]) -> Iterator[Change]:
    """The findings that gates of rules keep from this project, and not from its upgraded self."""
    upgraded = replace(project, stack=proposed(project.stack, proposal))
    for rule in rules:
        gate = rule.declaration.applies
        crossed = _crossed(gate, proposal)
        if rule.category in _LEFT_OUT or rule.tier != "default" or crossed is None:
            continue
        if project.satisfies(gate) or not upgraded.satisfies(gate):
            continue
        package, release = crossed
        for finding in rule.declaration.check(upgraded):
            yield Change(package, release, _kind(finding, rule), finding.message, finding.help, finding.location)


def proposed(stack: Stack, proposal: Proposal) -> Stack:
    """A stack in which the proposed releases are pinned."""
    steps = {step.package: step.after for step in proposal.steps}
    place = next((item.location for item in stack.requirements), Location("pyproject.toml"))
    kept = [item for item in stack.requirements if item.name not in steps]
    pins = [
        Requirement(name, f"=={after}", found[0].location if (found := stack.declared(name)) else place)
        for name, after in sorted(steps.items())
    ]
    locked = [package for package in stack.locked if package.name not in steps]
    return replace(
        stack,
        requirements=(*kept, *pins),
        locked=(*locked, *(replace(item, version=steps[item.name]) for item in stack.locked if item.name in steps)),
        installed=tuple(replace(item, version=steps.get(item.name, item.version)) for item in stack.installed),
        _resolved={},
    )


def _crossed(gate: str, proposal: Proposal) -> tuple[str, str] | None:
    """The last package and release of a gate that the upgrade goes over, None where it goes over none."""
    found = None
    for package, release in _GATE.findall(gate):
        before, after = proposal.before(package), proposal.after(package)
        if before and after and version(before) < version(release) <= version(after):
            known = (item for item in releases.releases(package) if version(item) >= version(release))
            found = (package, next(known, release))
    return found


def _kind(finding: Finding, rule: Rule) -> Kind:
    return "changes" if rule.id in _WORKING_ON else _KINDS[finding.severity or rule.severity]
