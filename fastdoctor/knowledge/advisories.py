"""Which known holes a release has.

The table is kept by hand; `tests/refresh/README.md` says how. Withdrawn and disputed reports stay in it, marked, so
that nobody adds them again; `advisories` leaves them out.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from fastdoctor.knowledge.data_files import data
from fastdoctor.knowledge.spans import specifier_set


class Advisory(Struct, frozen=True):
    """One published hole of a package.

    `affected` are PEP 440 specifier sets, any of which may hold; `fixed` the first releases of each line without it,
    () where there is none. `severity` is "critical", "high", "medium", "low" or "" where nobody rated it. `feature`
    says in words what must be used for it to matter, `uses` the dotted names that prove the use; () where the hole
    is open whatever the program does. `status` is "" for a hole, else "withdrawn", "disputed" or "maintenance".
    `provenance` says what kind of source the facts are from.
    """

    package: str
    id: str
    aliases: tuple[str, ...]
    affected: tuple[str, ...]
    fixed: tuple[str, ...]
    severity: str
    status: str
    summary: str
    feature: str
    uses: tuple[str, ...]
    provenance: str

    def affects(self, release: str) -> bool:
        """Whether a release has the hole."""
        return any(specifier_set(text).contains(release, prereleases=True) for text in self.affected)


def as_of() -> str:
    """The date of the table."""
    return str((data("advisories") or {})["date"])


def advisories(package: str, release: str) -> tuple[Advisory, ...]:
    """The holes of a release, withdrawn and disputed reports left out, sorted by id."""
    return tuple(item for item in reported(package) if item.status in {"", "maintenance"} and item.affects(release))


@lru_cache(maxsize=256)
def reported(package: str) -> tuple[Advisory, ...]:
    """Everything that was reported about a package, whatever its status."""
    return tuple(item for item in _all() if item.package == package)


@lru_cache(maxsize=1)
def _all() -> tuple[Advisory, ...]:
    return tuple(
        Advisory(
            entry["package"],
            entry["id"],
            tuple(entry.get("aliases", ())),
            tuple(entry["affected"]),
            tuple(entry["fixed"]),
            entry["severity"],
            entry.get("status", ""),
            entry["summary"],
            entry.get("feature", ""),
            tuple(entry.get("uses", ())),
            entry["provenance"],
        )
        for entry in (data("advisories") or {})["advisories"]
    )
