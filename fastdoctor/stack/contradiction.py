"""Which declared ranges no known releases satisfy together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from fastdoctor.knowledge import releases
from fastdoctor.knowledge.spans import allows, specifier_set, version
from fastdoctor.stack.markers import applies
from fastdoctor.stack.resolution import pinned
from fastdoctor.stack.values import Requirement

_FUTURE = "99999"
"""A release that nobody knows yet: what allows it is not contradicted by what is known today."""


class Contradiction(Struct, frozen=True):
    """Requirements of one file that no release of `package` satisfies together.

    `declared` are those on the package itself, `companions` those on `companion`, whose range each release of the
    package that `declared` allows excludes; `needed` is what the newest of them asks for. Without a companion no
    release is within `declared` ("" for companion and needed), or none runs on the Python (companion "python").
    """

    package: str
    declared: tuple[Requirement, ...]
    companion: str = ""
    companions: tuple[Requirement, ...] = ()
    needed: str = ""
    newest: str = ""


def contradictions(requirements: Sequence[Requirement], python: str | None) -> Iterator[Contradiction]:
    """What the production requirements of each file ask for that cannot be had; pairs of two pins left out.

    Only packages whose releases are known are judged, and nothing that an unknown release, older or newer, might
    satisfy. The requirements of different files may belong to different installs.
    """
    applying = [item for item in requirements if item.name and not item.group and applies(item.marker, python)]
    for path in sorted({item.location.path for item in applying}):
        declared: dict[str, list[Requirement]] = {}
        for item in applying:
            if item.location.path == path:
                declared.setdefault(item.name, []).append(item)
        for package in sorted(declared):
            if releases.requirements_are_known(package) and not any(item.url for item in declared[package]):
                found = _of(package, declared, python)
                if found is not None:
                    yield found


def _of(package: str, declared: dict[str, list[Requirement]], python: str | None) -> Contradiction | None:
    own = tuple(declared[package])
    specifier = together(own)
    if may_be_older(package, specifier) or _names_preview(specifier):
        return None
    anywhere = releases.allowed(package, specifier)
    fitting = releases.allowed(package, specifier, python)
    if not anywhere:
        return None if allows(specifier, _FUTURE) else Contradiction(package, own)
    if not fitting:
        if pinned(specifier) is not None:
            return None
        return Contradiction(package, own, "python", (), releases.python_floor(package, anywhere[0]), anywhere[0])
    for companion in sorted(declared):
        if companion == package or not releases.is_known(companion) or any(item.url for item in declared[companion]):
            continue
        limits = together(declared[companion])
        needed = [releases.range_of(package, release, companion) for release in fitting]
        if not limits or any(text is None for text in needed) or _names_preview(limits):
            continue
        both_pinned = pinned(specifier) is not None and pinned(limits) is not None
        if not both_pinned and not any(_meet(companion, limits, str(text)) for text in dict.fromkeys(needed)):
            return Contradiction(package, own, companion, tuple(declared[companion]), str(needed[0]), fitting[0])
    return None


def together(requirements: Iterable[Requirement]) -> str:
    """The specifiers of several requirements as one."""
    return ",".join(dict.fromkeys(item.specifier for item in requirements if item.specifier))


def _meet(companion: str, first: str, second: str) -> bool:
    """Whether a release of a companion may be in both ranges."""
    both = ",".join(text for text in (first, second) if text)
    return bool(releases.allowed(companion, both)) or may_be_older(companion, both) or allows(both, _FUTURE)


def may_be_older(package: str, specifier: str) -> bool:
    """Whether a specifier may allow releases before the first that is known."""
    first = version(releases.releases(package)[0])
    floors = [
        item.version.removesuffix(".*") for item in specifier_set(specifier) if item.operator not in {"<", "<=", "!="}
    ]
    return not any(version(floor) >= first for floor in floors)


def _names_preview(specifier: str) -> bool:
    """Whether a specifier speaks of a pre-release; those are not known."""
    return any(version(item.version.removesuffix(".*")).is_prerelease for item in specifier_set(specifier))
