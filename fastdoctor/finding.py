"""What a rule says: plain values, without a terminal, a format or a project behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
Tier = Literal["default", "strict", "pedantic"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
TIERS: tuple[Tier, ...] = ("default", "strict", "pedantic")


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """A piece of a text: lines and columns count from 1, columns in code points, the end is exclusive."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


FIRST_LINE = Region(1, 1, 1, 1)
"""The anchor of a finding about a whole file, or about a file that is missing."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A region of a file; `path` is relative to the root of the run, with forward slashes."""

    path: str
    region: Region = FIRST_LINE


@dataclass(frozen=True, slots=True, order=True)
class Related:
    """Another place that belongs to a finding, and its role in it ("mounted here")."""

    location: Location
    role: str


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace the text at `location` (an empty region inserts)."""

    location: Location
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that remove the defect; `safe` when the meaning of working code cannot change."""

    description: str
    edits: tuple[Edit, ...]
    safe: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect at one place.

    `message` is lower case, has no full stop and names the thing in the user's code. `label` is the short text under
    the marked range. A rule leaves `rule` and `tier` empty: the catalogue fills them in, and `severity` where the
    rule did not choose another one than its usual.
    """

    message: str
    location: Location
    label: str = ""
    help: str = ""
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    fix: Fix | None = None
    rule: str = ""
    tier: Tier = "default"

    @property
    def order(self) -> tuple[object, ...]:
        """Where it stands in every list: by place, then rule, then message."""
        return (self.location, self.rule, self.message)
