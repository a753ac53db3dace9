"""Which packages bring others along, beyond those whose requirements are known release by release.

Taken from locks of real projects: what a package required there, without extras, in the releases seen.
"""

from __future__ import annotations

from functools import lru_cache

from fastdoctor.knowledge.data_files import data

_OFTEN = 0.02
"""The share of known packages from which on a package counts as often brought."""


def brings(package: str) -> frozenset[str] | None:
    """The packages of interest that a package brings along, None where nothing is known of it."""
    found = _table()
    if package in found:
        return found[package]
    return frozenset() if package in _plain() else None


def is_often_brought(package: str) -> bool:
    """Whether many of the packages that are known bring a package along, so that unknown ones may as well."""
    bringing = sum(package in brought for brought in _table().values())
    return bringing > _OFTEN * (len(_table()) + len(_plain()))


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    return {name: frozenset(names) for name, names in (data("transitive") or {}).get("brings", {}).items()}


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    return frozenset((data("transitive") or {}).get("plain", ()))
