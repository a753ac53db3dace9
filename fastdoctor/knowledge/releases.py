"""Which releases a package has, what each requires, and which is the newest that some constraints allow.

Facts are those of the wheels' own metadata; `tests/refresh` writes them. Only final releases are known.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from fastdoctor.knowledge.data_files import data
from fastdoctor.knowledge.spans import covers, specifier_set, version
from fastdoctor.pattern import pattern

_NAME = pattern(r"[^A-Za-z0-9._-]")
"""What ends the name in a requirement."""


class Requires(Struct, frozen=True):
    """One requirement of a release: normalized name, PEP 440 specifier, extras of it, and marker text.

    `extra` is the extra of the release that asks for it, "" where it is always asked for.
    """

    name: str
    specifier: str
    extras: tuple[str, ...]
    marker: str
    extra: str


def is_known(package: str) -> bool:
    """Whether the releases of a package are known."""
    return data(f"{package}.releases") is not None


def requirements_are_known(package: str) -> bool:
    """Whether it is known what the releases of a package require."""
    return "requires" in (data(f"{package}.releases") or {})


def as_of(package: str) -> str:
    """The date of a package's data, "" where nothing is known of it."""
    return str((data(f"{package}.releases") or {}).get("date", ""))


def releases(package: str) -> tuple[str, ...]:
    """The known releases of a package, oldest first; () where nothing is known of it."""
    return tuple((data(f"{package}.releases") or {}).get("releases", ()))


@lru_cache(maxsize=4096)
def python_floor(package: str, release: str) -> str:
    """The Requires-Python of a release (">=3.10"), "" where it names none or nothing is known of it."""
    if not is_covered(package, release):
        return ""
    floors: dict[str, str] = (data(f"{package}.releases") or {}).get("python", {})
    return next((floor for floor, span in floors.items() if covers(span, release)), "")


def is_covered(package: str, release: str) -> bool:
    """Whether the data speaks of a release: it is no older than the first that is known."""
    first = releases(package)[:1]
    return bool(first) and version(release) >= version(first[0])


def installable(package: str, release: str, python: str | None) -> bool:
    """Whether a release accepts a Python ("3.11", or None for any)."""
    floor = python_floor(package, release)
    return python is None or not floor or _allows(floor, python)


@lru_cache(maxsize=1024)
def newest(package: str, specifiers: str = "", python: str | None = None) -> str | None:
    """The newest release that PEP 440 specifiers allow on a Python ("3.11"; None for any); None where there is none.

    Raises packaging's InvalidSpecifier, a ValueError.
    """
    return next(iter(allowed(package, specifiers, python)), None)


@lru_cache(maxsize=1024)
def allowed(package: str, specifiers: str = "", python: str | None = None) -> tuple[str, ...]:
    """The releases that specifiers allow on a Python, newest first."""
    wanted = specifier_set(specifiers)
    return tuple(
        release
        for release in reversed(releases(package))
        if wanted.contains(version(release)) and installable(package, release, python)
    )


@lru_cache(maxsize=1024)
def requires(package: str, release: str) -> tuple[Requires, ...]:
    """Everything a release may require, extras included, sorted by name; () where nothing is known of it."""
    facts = data(f"{package}.releases") or {}
    if is_covered(package, release):
        grouped: dict[str, list[str]] = facts.get("requires", {})
        texts = [text for span, texts in grouped.items() if covers(span, release) for text in texts]
    else:
        texts = _earlier(package, release)
    return tuple(sorted((_requires(text) for text in texts), key=lambda item: (item.name, item.extra, item.marker)))


def extras(package: str, release: str) -> frozenset[str]:
    """The extras that a release offers, normalized."""
    grouped: dict[str, list[str]] = (data(f"{package}.releases") or {}).get("extras", {})
    return frozenset(_normalized(name) for span, names in grouped.items() if covers(span, release) for name in names)


@lru_cache(maxsize=4096)
def range_of(package: str, release: str, dependency: str) -> str | None:
    """The specifier that a release puts on one of its unconditional dependencies, None where it has none on it."""
    if is_covered(package, release):
        texts = [text for span, text in _by_name(package).get(dependency, ()) if covers(span, release)]
    else:
        texts = [text for text in _earlier(package, release) if _name_in(text) == dependency]
    needed = sorted(map(_requires, texts), key=lambda item: item.marker)
    found = [item.specifier for item in needed if not item.extra]
    return ",".join(text for text in found if text) if found else None


@lru_cache(maxsize=64)
def _by_name(package: str) -> dict[str, list[tuple[str, str]]]:
    """What the releases of a package require, by its name, each with the span of the releases that do."""
    grouped: dict[str, list[str]] = (data(f"{package}.releases") or {}).get("requires", {})
    found: dict[str, list[tuple[str, str]]] = {}
    for span, texts in grouped.items():
        for text in texts:
            found.setdefault(_name_in(text), []).append((span, text))
    return found


def _earlier(package: str, release: str) -> list[str]:
    """What a release before the first that is known requires."""
    earlier: dict[str, list[str]] = (data(f"{package}.releases") or {}).get("earlier", {})
    return earlier.get(release, [])


def _name_in(requirement: str) -> str:
    return _normalized(_NAME.split(requirement, 1)[0])


@lru_cache(maxsize=4096)
def _requires(text: str) -> Requires:
    import re

    from packaging.requirements import Requirement

    parsed = Requirement(text)
    marker = str(parsed.marker or "")
    extra = re.search(r"extra == ['\"]([^'\"]+)['\"]", marker)
    return Requires(
        _normalized(parsed.name),
        str(parsed.specifier),
        tuple(sorted(_normalized(name) for name in parsed.extras)),
        marker,
        _normalized(extra[1]) if extra else "",
    )


def _normalized(name: str) -> str:
    import re

    return re.sub(r"[-_.]+", "-", name).lower()


@lru_cache(maxsize=1024)
def _allows(specifiers: str, python: str) -> bool:
    """Whether a Requires-Python accepts a minor version; its newest patch release counts."""
    full = python if python.count(".") > 1 else f"{python}.99"
    return specifier_set(specifiers).contains(version(full))
