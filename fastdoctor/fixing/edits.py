"""What a text becomes when edits are made in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fastdoctor.finding import Edit, Region

Span = tuple[int, int]
"""Offsets in code points, the end exclusive."""


class Misplaced(Exception):
    """An edit at a place that its text does not have; the message says which."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with these edits of one file, equal ones made once; raises Misplaced, also where two overlap.

    New lines end as most lines of the text do.
    """
    ending = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    parts: list[str] = []
    position = 0
    for (start, end), replacement in sorted(
        {(span_of(text, edit.location.region), edit.replacement) for edit in edits}
    ):
        if start < position:
            raise Misplaced("two edits overlap")
        parts += [text[position:start], replacement.replace("\r\n", "\n").replace("\n", ending)]
        position = end
    return "".join([*parts, text[position:]])


def span_of(text: str, region: Region) -> Span:
    """Where a region of a text begins and ends; raises Misplaced."""
    start = _offset(text, region.start_line, region.start_column)
    end = _offset(text, region.end_line, region.end_column)
    if end < start:
        raise Misplaced("a region ends before it begins")
    return start, end


def exclude_each_other(first: Sequence[Edit], second: Sequence[Edit]) -> bool:
    """Whether two sets of edits cannot both be made: they touch the same text and are not the same edit."""
    return any(one != other and _touch(one, other) for one in first for other in second)


def _touch(one: Edit, other: Edit) -> bool:
    if one.location.path != other.location.path:
        return False
    first, second = sorted((one.location.region, other.location.region))
    begins = (second.start_line, second.start_column)
    ends = (first.end_line, first.end_column)
    return begins < ends or begins == (first.start_line, first.start_column)


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
        if not start:
            raise Misplaced(f"there is no line {line}")
    end = text.find("\n", start)
    if line < 1 or column < 1 or start + column - 1 > (len(text) if end < 0 else end):
        raise Misplaced(f"line {line} has no column {column}")
    return start + column - 1
