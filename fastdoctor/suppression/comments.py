"""Where the comments of a file are, whatever its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from fastdoctor.pattern import pattern
from fastdoctor.suppression.python_lines import Comment, python_comments

_WITHOUT_COMMENTS = frozenset({".json", ".md", ".rst", ".html", ".htm", ".js", ".ts", ".css", ".svg", ".xml"})
_HASH = pattern(r"(?:^|(?<=[ \t\ufeff]))#")


def comments_of(path: str, text: str) -> tuple[Comment, ...]:
    """The `#` comments of a file in their order; () for a language that has none."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in _WITHOUT_COMMENTS:
        return ()
    if suffix in (".py", ".pyi"):
        return python_comments(text)
    return tuple(_hash_comments(text, multiline_strings=suffix in (".toml", ".lock")))


def _hash_comments(text: str, multiline_strings: bool) -> Iterator[Comment]:
    lines = text.split("\n")
    string = ""
    for index, line in enumerate(lines):
        inside = string
        if multiline_strings:
            string = _open_string(line, string)
        if inside or (found := _outside_quotes(line)) is None:
            continue
        alone = not line[: found - 1].strip(" \t\ufeff")
        covers = _next_lines(lines, index) if alone else (index + 1, index + 1)
        yield Comment(index + 1, found, line[found - 1 :].rstrip("\r"), alone, covers)


def _outside_quotes(line: str) -> int | None:
    """The column of the comment of a line; an apostrophe of plain text is no quote, so both sides are counted."""
    for found in _HASH.finditer(line):
        before, after = line[: found.start()], line[found.start() :]
        if not any(before.count(quote) % 2 and after.count(quote) % 2 for quote in "\"'"):
            return found.start() + 1
    return None


def _open_string(line: str, string: str) -> str:
    """The quotes of the TOML multi-line string that is open at the end of the line, or ""."""
    for found in re.finditer(r'"""|\'\'\'', line):
        if string == found[0]:
            string = ""
        elif not string and "#" not in line[: found.start()]:
            string = found[0]
    return string


def _next_lines(lines: list[str], index: int) -> tuple[int, int]:
    """The next line that says something, with the lines it continues on after a backslash."""
    for first in range(index + 1, len(lines)):
        content = lines[first].strip()
        if content and not content.startswith("#"):
            last = first
            while last + 1 < len(lines) and lines[last].rstrip("\r").endswith("\\"):
                last += 1
            return first + 1, last + 1
    return index + 1, index + 1
