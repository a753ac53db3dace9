"""Which releases an upgrade leads to, and what stands in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.failure import Failure
from fastdoctor.finding import Location
from fastdoctor.knowledge import releases
from fastdoctor.stack.markers import applies
from fastdoctor.stack.resolution import pinned

if TYPE_CHECKING:
    from fastdoctor.stack import Stack


class NoUpgrade(Failure):
    """An upgrade that cannot be advised on; the message says why."""


class Step(Struct, frozen=True):
    """One package of the proposed set; `before` is "" where nothing names its version today."""

    package: str
    before: str
    after: str

    @property
    def moves(self) -> bool:
        return self.before != self.after


class Obstacle(Struct, frozen=True):
    """A range or a Python that does not allow the proposed set, and the place that says so."""

    message: str
    location: Location | None


class Proposal(Struct, frozen=True):
    """The proposed set, the package that was asked for first, and what stands in its way."""

    steps: tuple[Step, ...]
    obstacles: tuple[Obstacle, ...]

    def before(self, package: str) -> str | None:
        return next((step.before for step in self.steps if step.package == package), "") or None

    def after(self, package: str) -> str | None:
        return next((step.after for step in self.steps if step.package == package), None)


def propose(stack: Stack, package: str, to: str | None) -> Proposal:
    """The set that moves a package to a release (None: the newest known) by the release's own requirements.

    A package that the release already accepts stays as it is; others take the newest release that is accepted.
    Raises NoUpgrade for a package or release without data, or a project that names no version.
    """
    known = releases.releases(package)
    if not known:
        raise NoUpgrade(f"nothing is known of the releases of {package}")
    target = to or known[-1]
    if target not in known:
        raise NoUpgrade(f"{package} {target} is no known release; the newest known is {known[-1]}")
    current = stack.resolved(package)
    if current is None:
        raise NoUpgrade(f"no file of the project says which {package} it has")
    steps = {package: Step(package, current.version, target)}
    for name in steps_of(steps, stack):
        steps[name.package] = name
    return Proposal(tuple(steps.values()), tuple(_obstacles(stack, steps)))


def steps_of(steps: dict[str, Step], stack: Stack) -> list[Step]:
    """The packages that the target requires, breadth first, each in a release that all who ask accept."""
    found: dict[str, Step] = {}
    asked: dict[str, list[str]] = {}
    waiting = list(steps.values())
    while waiting:
        step = waiting.pop(0)
        for needed in releases.requires(step.package, step.after):
            if needed.extra or needed.name in steps or not releases.is_known(needed.name):
                continue
            if not applies(needed.marker, stack.python_version):
                continue
            asked.setdefault(needed.name, []).append(needed.specifier)
            specifier = ",".join(text for text in asked[needed.name] if text)
            current = stack.resolved(needed.name)
            before = current.version if current is not None else ""
            fits = releases.allowed(needed.name, specifier)
            exact = current is not None and current.exact
            after = before if exact and before in fits else next(iter(fits), before)
            found[needed.name] = Step(needed.name, before, after)
            waiting.append(found[needed.name])
    return list(found.values())


def _obstacles(stack: Stack, steps: dict[str, Step]) -> list[Obstacle]:
    from packaging.specifiers import SpecifierSet

    found = []
    for step in steps.values():
        floor = releases.python_floor(step.package, step.after)
        python = stack.python_version
        if python is not None and floor and not releases.installable(step.package, step.after, python):
            location = stack.python.location if stack.python is not None else None
            found.append(
                Obstacle(f"{step.package} {step.after} needs Python {floor}; the project has {python}", location)
            )
        for item in stack.declared(step.package):
            if item.specifier and not SpecifierSet(item.specifier).contains(step.after, prereleases=True):
                says = f"pins {item.specifier}" if pinned(item.specifier) else f"asks for {item.specifier}"
                found.append(Obstacle(f"{says}; {step.package} {step.after} is proposed", item.location))
    return found
