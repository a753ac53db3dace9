"""What a suppression comment asks for: `# fastdoctor: ignore[id, id] reason` and `# fastdoctor: ignore-file[id]`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from fastdoctor.finding import Edit, Fix, Location, Region
from fastdoctor.pattern import pattern
from fastdoctor.suppression.comments import comments_of
from fastdoctor.suppression.python_lines import Comment

MARK = "fastdoctor:"
_DIRECTIVE = pattern(r"(?:^|(?<=\s))#\s*fastdoctor:\s*(?:(ignore(?:-file)?)\b|[\w-]+(?=\[))(?:\s*\[([^\]]*)\])?")
_ID = pattern(r"[^,\s]+")


class Named(Struct, frozen=True):
    """An id in a directive and where it stands."""

    id: str
    location: Location


class Directive(Struct, frozen=True):
    """One directive: `form` is "ignore", "ignore-file" or "" for a word that is neither.

    `first` and `last` are the lines it speaks for; `location` is the directive itself, without the reason.
    """

    form: str
    location: Location
    named: tuple[Named, ...]
    first: int
    last: int
    comment: Comment

    def covers(self, region: Region) -> bool:
        """Whether a finding at that region is meant."""
        if self.form == "ignore-file":
            return True
        ends_before = region.end_column == 1 and region.end_line > region.start_line
        last = region.end_line - ends_before
        if self.comment.alone:
            return self.first <= region.start_line <= self.last
        return self.first in (region.start_line, last)


def directives_of(path: str, text: str) -> tuple[Directive, ...]:
    """The directives in the comments of a file."""
    if MARK not in text:
        return ()
    return tuple(
        directive
        for comment in comments_of(path, text)
        if MARK in comment.text
        for directive in _directives(path, comment)
    )


def without_id(directive: Directive, named: Named, text: str) -> Fix:
    """The fix that takes one id out of its directive, or the directive away when it names no other."""
    others = [other.id for other in directive.named if other != named]
    if others:
        kept = ", ".join(others)
        region = directive.location.region
        line = text.split("\n")[region.start_line - 1]
        old = line[region.start_column - 1 : region.end_column - 1]
        return _fix(directive.location, old[: old.index("[") + 1] + kept + "]")
    return _fix(Location(directive.location.path, _removable(directive, text)), "")


def _fix(location: Location, replacement: str) -> Fix:
    return Fix("remove it from the suppression comment", (Edit(location, replacement),), safe=True)


def _removable(directive: Directive, text: str) -> Region:
    """The whole line of a comment that stands alone and says nothing else, otherwise from its `#` to the next `#`."""
    line = directive.location.region.start_line
    start = directive.location.region.start_column
    lines = text.split("\n")
    content = lines[line - 1].rstrip("\r")
    following = content.find(" #", directive.location.region.end_column - 1)
    if following >= 0:
        return Region(line, start, line, following + 2)
    before = content[: start - 1]
    if not before.strip(" \t\ufeff") and line < len(lines):
        return Region(line, 1 + before.startswith("\ufeff"), line + 1, 1)
    return Region(line, len(before.rstrip()) + 1, line, len(content) + 1)


def _directives(path: str, comment: Comment) -> Iterator[Directive]:
    for found in _DIRECTIVE.finditer(comment.text):
        named: tuple[Named, ...] = ()
        if found[1] and found[2] is not None:
            named = tuple(
                Named(one[0], _location(path, comment, found.start(2) + one.start(), found.start(2) + one.end()))
                for one in _ID.finditer(found[2])
            )
        location = _location(path, comment, found.start(), found.end())
        yield Directive(found[1] or "", location, named, *comment.covers, comment)


def _location(path: str, comment: Comment, start: int, end: int) -> Location:
    return Location(path, Region(comment.line, comment.column + start, comment.line, comment.column + end))
