"""The words of a command line, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct, field

from fastdoctor.finding import Location, Region
from fastdoctor.stack.values import CommandForm, FileKind


class Places(Protocol):
    """A text that knows where its characters stand."""

    @property
    def text(self) -> str: ...

    def location(self, start: int, end: int) -> Location: ...


class Argument(Struct, frozen=True):
    """One word; `text` is None where variables or substitutions leave it open."""

    text: str | None
    location: Location


class CommandLine(Struct, frozen=True):
    """A command as it will be run: its words, where the whole stands, and what surrounds it."""

    arguments: tuple[Argument, ...]
    location: Location
    text: str
    kind: FileKind
    form: CommandForm
    environment: Mapping[str, str] = field(default_factory=dict)
    working_directory: str = ""
    development: bool = False
    wrapper: tuple[str, ...] = ()
    """Programs that start the next one and were already taken off."""


def within(location: Location, start: int, end: int) -> Location:
    """A part of a word on one line: the characters `start` to `end` of it; the whole word where it spans lines."""
    region = location.region
    if region.start_line != region.end_line:
        return location
    line, column = region.start_line, region.start_column
    return Location(location.path, Region(line, column + start, line, column + end))


def joined(first: Location, last: Location) -> Location:
    """From the start of one place to the end of another in the same file."""
    if first.path != last.path or last.region < first.region:
        return first
    start, end = first.region, last.region
    return Location(first.path, Region(start.start_line, start.start_column, end.end_line, end.end_column))
