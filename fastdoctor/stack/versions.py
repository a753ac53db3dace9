"""Which texts are numbers, versions and ranges that all later code compares without looking again."""

from __future__ import annotations

from fastdoctor.pattern import pattern

LONGEST = 300
"""Characters of a version that is compared; Python itself refuses numbers of some thousand digits."""
LONGEST_RANGE = 2_000
"""Characters of a range of versions."""
_NUMBER = pattern(r"\s*([0-9]{1,18})\s*")


def number_in(text: str | None) -> int | None:
    """The number that a text is, None for every other text: digits of other scripts, and what no counter holds."""
    found = _NUMBER.fullmatch(text or "")
    return int(found[1]) if found else None


def range_in(text: str) -> str | None:
    """The range of versions that a text is, as PEP 440 text; None where it is none.

    `===` takes any text, and no release has a version that is none: such a range is not compared either.
    """
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version

    if len(text) > LONGEST_RANGE:
        return None
    try:
        found = SpecifierSet(text)
        named = [item.version.removesuffix(".*") for item in found]
        if any(len(version) > LONGEST or not Version(version) for version in named):
            return None
    except (InvalidSpecifier, InvalidVersion):
        return None
    return str(found)


def comparable(version: str) -> str:
    """A version that a lock or a package states, "" for what no release can have and nothing compares with."""
    from packaging.version import InvalidVersion, Version

    try:
        return version if len(version) <= LONGEST and Version(version) else ""
    except InvalidVersion:
        return ""
