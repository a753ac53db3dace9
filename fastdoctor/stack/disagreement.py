"""Which sources of a project contradict one another, and which locks their manifests have left behind."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from fastdoctor.stack.locks.tables import Lock
from fastdoctor.stack.markers import applies
from fastdoctor.stack.resolution import pinned
from fastdoctor.stack.values import Disagreement, InstalledPackage, LockedPackage, Requirement

_MANIFESTS = {
    "uv.lock": ("pyproject.toml",),
    "poetry.lock": ("pyproject.toml",),
    "pdm.lock": ("pyproject.toml",),
    "pylock.toml": ("pyproject.toml",),
    "Pipfile.lock": ("Pipfile",),
    "pixi.lock": ("pixi.toml", "pyproject.toml"),
    "conda-lock.yml": ("environment.yml", "environment.yaml"),
}
"""Which manifests each lock is made from."""
MOST_PINS = 100
"""Pins of one package that are compared with all that is asked of it."""
_SESSIONS = frozenset({"tox.ini", "noxfile.py"})
"""What installs into environments of its own, beside every lock."""
_PARTIAL = frozenset({"pixi.lock", "conda-lock.yml"})
"""Locks that name packages otherwise than their manifests do."""
_ONLY_PRODUCTION = frozenset({"pdm.lock", "pylock.toml"})
"""Locks that are often made for some groups only."""


class OutdatedLock(Struct, frozen=True):
    """A lock that does not hold what its manifest asks for.

    `requirements` are those that no locked version satisfies, or that it does not have at all, in the order of the
    manifest, each with the version locked instead ("" where there is none).
    """

    lock: Lock
    requirements: tuple[tuple[Requirement, str], ...]


def outdated_locks(
    requirements: Sequence[Requirement], locks: Iterable[Lock], python: str | None, name: str
) -> Iterator[OutdatedLock]:
    """The locks that no longer fit the manifests they were made from; `name` is the project's own.

    Requirements with markers or addresses are only compared where the lock has the package.
    """
    for lock in locks:
        manifests = _MANIFESTS.get(posixpath.basename(lock.path), ())
        own = [item for item in requirements if posixpath.basename(item.location.path) in manifests]
        judged = (item for item in own if item.name not in {"", name} and not item.url and not item.constraint)
        found = tuple(
            (item, locked)
            for item in judged
            if not item.group.startswith("hatch:")
            and applies(item.marker, python)
            and (locked := _instead(item, lock)) is not None
        )
        if found and lock.complete:
            yield OutdatedLock(lock, found)


def _instead(item: Requirement, lock: Lock) -> str | None:
    """The version that is locked instead of what is asked for, "" for none, None where the lock fits."""
    from packaging.specifiers import SpecifierSet

    kind = posixpath.basename(lock.path)
    locked = [package for package in lock.packages if package.name == item.name]
    if not locked:
        silent = item.marker or kind in _PARTIAL or (item.group and kind in _ONLY_PRODUCTION)
        return None if silent or not lock.packages else ""
    wanted = SpecifierSet(item.specifier)
    versions = [package.version for package in locked]
    fits = any(not _comparable(text) or wanted.contains(text, prereleases=True) for text in versions)
    return None if fits else versions[0]


def _comparable(text: str) -> bool:
    """Whether a text is a version as Python's packages have them; conda has others."""
    from packaging.version import InvalidVersion, Version

    try:
        return bool(Version(text))
    except InvalidVersion:
        return False


def disagreements(
    requirements: Sequence[Requirement],
    locked: Mapping[str, tuple[LockedPackage, ...]],
    python: str | None,
    generated: Collection[str] = (),
) -> Iterator[Disagreement]:
    """Each requirement that what is locked does not satisfy, and each that a pin in another file does not.

    Requirements of groups count against the lock only: a group may have pins of its own. Two `generated` files are
    locks of two installs, for two Pythons for instance.
    """
    from packaging.specifiers import SpecifierSet

    applying = [item for item in requirements if item.name and not item.url and applies(item.marker, python)]
    pins = {name: _pins(items) for name, items in _by_name(applying).items()}
    for item in applying:
        wanted = SpecifierSet(item.specifier)
        packages = [package for package in locked.get(item.name, ()) if package.version]
        of_sessions = posixpath.basename(item.location.path) in _SESSIONS
        if (
            packages
            and not of_sessions
            and not any(wanted.contains(package.version, prereleases=True) for package in packages)
        ):
            yield Disagreement(item, packages[0].version, packages[0].location, "lock")
        for version, other in pins[item.name] if not item.group else ():
            paths = {item.location.path, other.location.path}
            if len(paths) > 1 and not paths.issubset(generated) and not wanted.contains(version, prereleases=True):
                yield Disagreement(item, version, other.location, "manifest")


def stale_packages(
    locked: Iterable[LockedPackage], installed: Iterable[InstalledPackage]
) -> Iterator[tuple[LockedPackage, InstalledPackage]]:
    """The packages of which an environment holds another version than every one that is locked, in the lock's order."""
    present = {package.name: package for package in installed}
    versions: dict[str, set[str]] = {}
    first: dict[str, LockedPackage] = {}
    for package in locked:
        if package.version and package.root is None and package.name in present:
            versions.setdefault(package.name, set()).add(package.version.partition("+")[0])
            first.setdefault(package.name, package)
    for name, package in first.items():
        if present[name].version.partition("+")[0] not in versions[name]:
            yield package, present[name]


def _by_name(requirements: Iterable[Requirement]) -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {}
    for item in requirements:
        found.setdefault(item.name, []).append(item)
    return found


def _pins(requirements: Iterable[Requirement]) -> tuple[tuple[str, Requirement], ...]:
    """The versions that production is pinned to among what is asked of a package: each file's first of each."""
    found: dict[tuple[str, str], Requirement] = {}
    for item in requirements:
        version = pinned(item.specifier) if not item.group else None
        if version is not None:
            found.setdefault((item.location.path, version), item)
    return tuple((version, item) for (_, version), item in found.items())[:MOST_PINS]
