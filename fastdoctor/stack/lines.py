"""Where in a file an offset of its text is."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Protocol

from msgspec import Struct

from fastdoctor.files.tree import Unreadable
from fastdoctor.finding import Location, Region
from fastdoctor.pattern import pattern
from fastdoctor.stack.values import Problem


class Mark(Protocol):
    """A position as a YAML parser gives it: line and column from 0, in code points."""

    line: int
    column: int


_LINE_END = pattern(r"\r\n|\r|\n")


class Text(Struct, frozen=True, dict=True):
    """One file's text, and the places in it."""

    path: str
    text: str

    def location(self, start: int, end: int) -> Location:
        """The location of `text[start:end]`."""
        return Location(self.path, Region(*self._point(start), *self._point(max(start, end))))

    def line(self, number: int) -> Location:
        """The location of line `number`, counted from 1, without its indentation; clamped to the file."""
        starts = self._line_starts
        number = min(max(number, 1), len(starts))
        start = starts[number - 1]
        end = starts[number] if number < len(starts) else len(self.text)
        line = self.text[start:end]
        stripped = line.rstrip()
        indentation = len(stripped) - len(stripped.lstrip())
        return self.location(start + indentation, start + len(stripped))

    def offset(self, mark: Mark) -> int:
        """The offset of a YAML parser's mark; libyaml ends lines where Python's own parser does."""
        starts = self._line_starts
        return min(starts[min(mark.line, len(starts) - 1)] + mark.column, len(self.text))

    def problem(self, message: str, line: int = 1) -> Problem:
        """A problem about line `line`."""
        return Problem(message, self.line(line))

    def _point(self, offset: int) -> tuple[int, int]:
        starts = self._line_starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        if "\r" not in self.text:
            return tuple(accumulate((len(line) + 1 for line in self.text.split("\n")[:-1]), initial=0))
        return (0, *(found.end() for found in _LINE_END.finditer(self.text)))


def unread(path: str, reason: Unreadable) -> Problem:
    """What is said of a file that could not be read."""
    return Problem(f"cannot be read: {reason}", Location(path), may_be_right=str(reason).startswith("larger than"))
