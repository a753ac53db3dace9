"""What a change between two releases is, and where it touches the project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastdoctor.finding import Location

Kind = Literal["breaks", "changes", "deprecated"]
KINDS: tuple[Kind, ...] = ("breaks", "changes", "deprecated")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one release at one place of the project; `location` is None for one that touches no line.

    `breaks`: the code fails. `changes`: it runs and does something else. `deprecated`: it warns.
    """

    package: str
    release: str
    kind: Kind
    message: str
    help: str
    location: Location | None
