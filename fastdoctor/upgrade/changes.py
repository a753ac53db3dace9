"""What a change between two releases is, and where it touches the project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from fastdoctor.finding import Location
from fastdoctor.knowledge.spans import version

if TYPE_CHECKING:
    from fastdoctor.project import Project

Kind = Literal["breaks", "changes", "deprecated"]
KINDS: tuple[Kind, ...] = ("breaks", "changes", "deprecated")
Places = Callable[["Project"], Iterator[Location]]


class Change(Struct, frozen=True):
    """One change of one release at one place of the project; `location` is None for one that touches no line.

    `breaks`: the code fails. `changes`: it runs and does something else. `deprecated`: it warns.
    """

    package: str
    release: str
    kind: Kind
    message: str
    help: str
    location: Location | None


class Behaviour(Struct, frozen=True):
    """A change of one release, and the places of a project that it touches.

    `release` is the first that behaves the new way. `since` is the first that behaved the old way ("" all before):
    coming from an earlier one, nothing changes. `until` is the release that took the change back ("" none did).
    """

    package: str
    release: str
    kind: Kind
    message: str
    help: str
    places: Places
    since: str = ""
    until: str = ""

    def lies_between(self, before: str, after: str) -> bool:
        """Whether an upgrade from one release to another meets the change."""
        began = not self.since or version(self.since) <= version(before)
        stays = not self.until or version(after) < version(self.until)
        return began and stays and version(before) < version(self.release) <= version(after)
