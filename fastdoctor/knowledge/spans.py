"""In which releases does a fact hold: versions, and the spans in which the data states every fact."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.specifiers import SpecifierSet
    from packaging.version import Version

ALWAYS = ""
"""The span of every release since the first that is known."""


@lru_cache(maxsize=4096)
def version(text: str) -> Version:
    """A version that compares; raises packaging's InvalidVersion, a ValueError."""
    from packaging.version import Version

    return Version(text)


def order(text: str) -> tuple[int, object]:
    """A key that sorts the texts of versions; what is none comes first."""
    from packaging.version import InvalidVersion

    try:
        return (1, version(text))
    except InvalidVersion:
        return (0, text)


def allows(specifiers: str, release: str) -> bool:
    """Whether a PEP 440 specifier set (">=3.9,<4") allows a release; pre-releases too."""
    return specifier_set(specifiers).contains(release, prereleases=True)


@lru_cache(maxsize=1024)
def specifier_set(text: str) -> SpecifierSet:
    """A PEP 440 specifier set; raises packaging's InvalidSpecifier, a ValueError."""
    from packaging.specifiers import SpecifierSet

    return SpecifierSet(text)


def covers(span: str, release: str) -> bool:
    """Whether a release lies in a span: `first:end` pairs, the end exclusive, an empty side open."""
    if span == ALWAYS:
        return True
    wanted = version(release)
    return any((first is None or wanted >= first) and (end is None or wanted < end) for first, end in _bounds(span))


@lru_cache(maxsize=4096)
def _bounds(span: str) -> tuple[tuple[Version | None, Version | None], ...]:
    """The first version of each pair and the first one after it, None where a side is open."""
    pairs = (pair.partition(":") for pair in span.split(","))
    return tuple((version(first) if first else None, version(end) if end else None) for first, _, end in pairs)


def begins(span: str) -> str:
    """The first release of a span, "" where it was there before all that is known."""
    return span.partition(":")[0]


def ends(span: str) -> str:
    """The first release after a span, "" where it still holds."""
    return span.rpartition(":")[2]
