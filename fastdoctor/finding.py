"""What a rule says: plain values, without a terminal, a format or a project behind them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Severity = Literal["error", "warning", "note"]
Tier = Literal["default", "strict", "pedantic"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
TIERS: tuple[Tier, ...] = ("default", "strict", "pedantic")


class Region(Struct, frozen=True, order=True):
    """A piece of a text: lines and columns count from 1, columns in code points, the end is exclusive."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


FIRST_LINE = Region(1, 1, 1, 1)
"""The anchor of a finding about a whole file, or about a file that is missing."""


class Location(Struct, frozen=True, order=True):
    """A region of a file; `path` is relative to the root of the run, with forward slashes."""

    path: str
    region: Region = FIRST_LINE


class Related(Struct, frozen=True, order=True):
    """Another place that belongs to a finding, and its role in it ("mounted here")."""

    location: Location
    role: str


class Edit(Struct, frozen=True, order=True):
    """Replace the text at `location` (an empty region inserts)."""

    location: Location
    replacement: str


class Fix(Struct, frozen=True):
    """Edits that remove the defect; `safe` when the meaning of working code cannot change.

    With `to_utf8` the files of the edits, which may leave the text as it is, are written as UTF-8 without a mark.
    """

    description: str
    edits: tuple[Edit, ...]
    safe: bool
    to_utf8: bool = False


class Finding(Struct, frozen=True):
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

    def with_fix(self, fix: Fix | None) -> Finding:
        """The same finding with this fix."""
        return replace(self, fix=fix)
