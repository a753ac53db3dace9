"""The code frame of a finding: its lines, with the places in them underlined and labelled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from fastdoctor.finding import Region
from fastdoctor.report.paint import Ink, Painter
from fastdoctor.report.safe_text import cells, harmless

_WIDEST = 160
"""Cells of a source line; a longer one is cut around its mark."""
_LONGEST = 8
"""Lines of a marked range that are shown in full; of a longer one the first and last ones are."""


class Mark(Struct, frozen=True):
    """A range to underline: `^` for the primary place, `-` for others."""

    region: Region
    label: str
    primary: bool


def gutter_width(marks: Sequence[Mark]) -> int:
    """Cells that the largest line number needs."""
    return max((len(str(mark.region.end_line)) for mark in marks), default=1)


def frame(text: str, marks: Sequence[Mark], gutter: int, ink: Ink, paint: Painter) -> Iterator[str]:
    """The lines of one file's frame, between its `-->` line and the next one; nothing for marks outside the text."""
    lines = text.split("\n")
    inside = [mark for mark in marks if 1 <= mark.region.start_line <= len(lines)]
    bar = paint("frame", "|")
    empty = f"{'':{gutter}} {bar}"
    yield empty
    shown = sorted({number for mark in inside for number in _numbers(mark.region, len(lines))})
    previous = shown[0] if shown else 1
    for number in shown:
        if number == previous + 2:
            yield from _line(lines, number - 1, (), gutter, bar, paint)
        elif number > previous + 2:
            yield paint("frame", "...")
        yield from _line(lines, number, inside, gutter, bar, paint)
        yield from _underlines(lines, number, inside, empty, ink, paint)
        previous = number
    yield empty


def _numbers(region: Region, count: int) -> list[int]:
    numbers = list(range(region.start_line, min(_last_line(region), count) + 1))
    return numbers if len(numbers) <= _LONGEST else numbers[: _LONGEST - 2] + numbers[-1:]


def _last_line(region: Region) -> int:
    return region.end_line - (region.end_column == 1 and region.end_line > region.start_line)


def _line(lines: list[str], number: int, marks: Sequence[Mark], gutter: int, bar: str, paint: Painter) -> Iterator[str]:
    first, last = _window(lines[number - 1], number, marks)
    content = lines[number - 1].rstrip("\r")
    text = ("…" if first else "") + harmless(content[first:last]) + ("…" if last < len(content) else "")
    yield f"{paint('frame', f'{number:{gutter}}')} {bar} {text}".rstrip()


def _underlines(
    lines: list[str], number: int, marks: Sequence[Mark], empty: str, ink: Ink, paint: Painter
) -> Iterator[str]:
    """One line under the source line for each place that starts or ends on it, from left to right."""
    content = lines[number - 1].rstrip("\r")
    for mark in sorted(marks, key=lambda mark: (mark.region, not mark.primary)):
        if not mark.region.start_line <= number <= _last_line(mark.region):
            continue
        start, end = _columns(mark.region, number, content)
        first, last = _window(lines[number - 1], number, marks)
        indent = cells(content[first : max(first, start)]) + (1 if first else 0)
        width = max(1, cells(content[max(first, start) : min(end, last)]))
        label = f" {harmless(mark.label)}" if mark.label and number == _last_line(mark.region) else ""
        line = ("^" if mark.primary else "-") * width + label
        yield f"{empty} {' ' * indent}{paint(ink if mark.primary else 'label', line)}"


def _columns(region: Region, number: int, content: str) -> tuple[int, int]:
    """The marked part of a line, as offsets; lines between the first and the last are marked from their first word."""
    indentation = len(content) - len(content.lstrip())
    start = region.start_column - 1 if number == region.start_line else indentation
    end = region.end_column - 1 if number == region.end_line else len(content)
    start = min(max(start, 0), len(content))
    return start, max(start, min(end, len(content)))


def _window(line: str, number: int, marks: Sequence[Mark]) -> tuple[int, int]:
    """The part of a long line that is shown, as offsets."""
    content = line.rstrip("\r")
    if len(content) <= _WIDEST:
        return 0, len(content)
    starts = [_columns(mark.region, number, content)[0] for mark in marks if mark.region.start_line == number]
    first = max(0, min(starts, default=0) - _WIDEST // 4)
    return first, min(len(content), first + _WIDEST)
