"""Which sources of a project contradict one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fastdoctor.stack.markers import applies
from fastdoctor.stack.resolution import pinned
from fastdoctor.stack.values import Disagreement, LockedPackage, Requirement


def disagreements(
    requirements: Sequence[Requirement], locked: Mapping[str, tuple[LockedPackage, ...]], python: str | None
) -> Iterator[Disagreement]:
    """Each requirement that what is locked does not satisfy, and each that a pin in another file does not.

    Requirements of groups count against the lock only: a group may have pins of its own.
    """
    from packaging.specifiers import SpecifierSet

    applying = [item for item in requirements if item.name and not item.url and applies(item.marker, python)]
    for item in applying:
        wanted = SpecifierSet(item.specifier)
        packages = [package for package in locked.get(item.name, ()) if package.version]
        if packages and not any(wanted.contains(package.version, prereleases=True) for package in packages):
            yield Disagreement(item, packages[0].version, packages[0].location, "lock")
        for other in _pins(applying, item):
            version = pinned(other.specifier)
            if version is not None and not wanted.contains(version, prereleases=True):
                yield Disagreement(item, version, other.location, "manifest")


def _pins(requirements: Iterable[Requirement], item: Requirement) -> Iterator[Requirement]:
    """The pins of the same package, both for production, in other files."""
    for other in requirements:
        if other.name == item.name and not other.group and not item.group and other.location.path != item.location.path:
            yield other
