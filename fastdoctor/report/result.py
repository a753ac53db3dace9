"""The result of a run: what every format prints."""

from __future__ import annotations

from msgspec import Struct

from fastdoctor.finding import Finding, Location


class ResolvedVersion(Struct, frozen=True):
    """A package of the stack, its version ("" where no source names one) and the place it was read at."""

    package: str
    version: str
    source: Location | None


class ProjectSummary(Struct, frozen=True):
    """One project of a run: its folder ("" is the root), versions, targets of its applications, number of routes."""

    root: str
    versions: tuple[ResolvedVersion, ...]
    applications: tuple[str, ...]
    routes: int


class NotEvaluated(Struct, frozen=True):
    """A file, or a part of one, that was left out, and why."""

    path: str
    reason: str


class KnownFinding(Struct, frozen=True, order=True):
    """An entry of a baseline: a finding, without its line, and how many equal ones there are."""

    path: str
    rule: str
    fingerprint: str
    count: int
    message: str


class Result(Struct, frozen=True):
    """Everything a run found, sorted; `texts` holds the content of each file a finding points into."""

    projects: tuple[ProjectSummary, ...]
    findings: tuple[Finding, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    files_read: tuple[str, ...]
    suppressed: int
    texts: dict[str, str]
    recoded: frozenset[str] = frozenset()
    """Paths of those texts whose bytes are not plain UTF-8: a byte-order mark, UTF-16."""
    known: tuple[Finding, ...] = ()
    """Findings that a baseline names; they are not among `findings`."""
    gone: tuple[KnownFinding, ...] = ()
    """Entries of the baseline that are found no more, with the number that is gone."""
    has_baseline: bool = False
    elsewhere: int = 0
    """How many findings are left out because the change that is looked at did not bring them."""
