"""Which releases an upgrade leads to, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.failure import Failure
from fastdoctor.finding import Location
from fastdoctor.knowledge import releases
from fastdoctor.knowledge.spans import version
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
    target = to.removeprefix("v") if to else known[-1]
    if target not in known:
        raise NoUpgrade(f"{package} {target} is no known release; the newest known is {known[-1]}")
    current = stack.resolved(package)
    if current is None:
        raise NoUpgrade(f"no file of the project says which {package} it has")
    if version(target) < version(current.version):
        raise NoUpgrade(f"the project has {package} {current.version}, which is newer than {target}")
    steps = {package: Step(package, current.version, target)}
    for name in steps_of(steps, stack):
        steps[name.package] = name
    return Proposal(tuple(steps.values()), (*_obstacles(stack, steps), *_companions(stack, steps)))


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


def _companions(stack: Stack, steps: dict[str, Step]) -> Iterator[Obstacle]:
    """The other packages of the project that do not work with the proposed releases."""
    from packaging.specifiers import SpecifierSet

    named = {item.name for item in stack.requirements if item.name} | {package.name for package in stack.locked}
    for name in sorted(named - steps.keys()):
        resolved = stack.resolved(name)
        if resolved is None or not releases.requirements_are_known(name):
            continue
        refused = _refused(name, resolved.version, steps, stack)
        if refused is None:
            continue
        newer = [at for at in releases.releases(name) if version(at) > version(resolved.version)]
        fitting = next((at for at in newer if _refused(name, at, steps, stack) is None), "")
        if not resolved.exact and fitting and SpecifierSet(resolved.specifier).contains(fitting):
            continue
        step, specifier = refused
        asks = f"{name} {resolved.version} asks for {step.package} {specifier}"
        takes = f"{name} {fitting} takes" if fitting else f"no release of {name} takes"
        yield Obstacle(f"{asks}; {step.package} {step.after} is proposed, which {takes}", resolved.location)


def _refused(name: str, release: str, steps: dict[str, Step], stack: Stack) -> tuple[Step, str] | None:
    """The first proposed release that a release of another package does not work with, and what that asks for."""
    from packaging.specifiers import SpecifierSet

    for needed in releases.requires(name, release):
        step = steps.get(needed.name)
        if step is None or not step.moves or needed.extra or not applies(needed.marker, stack.python_version):
            continue
        if not SpecifierSet(needed.specifier).contains(step.after, prereleases=True):
            return step, needed.specifier
    return None


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
