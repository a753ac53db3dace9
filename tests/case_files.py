"""What the Markdown files under tests/cases say: projects, and where a rule must speak in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fastdoctor.catalogue.page import fenced_blocks, file_of_block, path_of_block

_FIXED = "\0fixed:"
CASES = Path(__file__).parent / "cases"
_MARKER = re.compile(r"#\s*found(?::[ \t]*(.+?))?[ \t]*$")
_PROSE = re.compile(r"^found: (\S+):(\d+)(?:: (.+))?$")


@dataclass(frozen=True)
class Expected:
    """One finding of the rule starts on this line; `message` is a part of what it says ("" for anything)."""

    path: str
    line: int
    message: str


@dataclass(frozen=True)
class Case:
    """The behaviour a heading states, the smallest project that shows it, and the findings expected in it.

    `fixed` has the files that all fixes of the rule change, as they are then (a block whose path follows `fixed`).
    """

    heading: str
    files: dict[str, str | bytes]
    expected: tuple[Expected, ...]
    fixed: dict[str, str | bytes]


def read_cases(file: Path) -> tuple[Case, ...]:
    """The cases of a file; raises ValueError for one without heading, files, or with two files of one path."""
    lines = file.read_text("utf-8").split("\n")
    blocks = [(index, _path(language, path), body) for index, language, path, body in fenced_blocks(lines)]
    fenced = {number for index, _, body in blocks for number in range(index, index + len(body) + 2)}
    starts = [index for index, line in enumerate(lines) if line.startswith("## ") and index not in fenced]
    if blocks and (not starts or blocks[0][0] < starts[0]):
        raise ValueError(f"{file}: a block stands before the first heading")
    cases = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        prose = [lines[index] for index in range(start, end) if index not in fenced]
        inside = [(path, body) for index, path, body in blocks if start < index < end]
        cases.append(_case(file, lines[start].removeprefix("## ").strip(), prose, inside))
    return tuple(cases)


def without_marks(content: str | bytes) -> str | bytes:
    """The content of a file without its `# found`."""
    if isinstance(content, bytes):
        return content
    lines = content.split("\n")
    return "\n".join(_MARKER.sub("", line).rstrip() if _MARKER.search(line) else line for line in lines)


def count_headings(text: str) -> int:
    """How many cases a file should hold, counted without the reader above: by toggling at fences."""
    count, fence = 0, ""
    for line in text.split("\n"):
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark and not fence:
            fence = mark[1]
        elif fence and line.strip() == fence:
            fence = ""
        elif not fence and line.startswith("## "):
            count += 1
    return count


def _case(file: Path, heading: str, prose: list[str], blocks: list[tuple[str, list[str]]]) -> Case:
    if not blocks:
        raise ValueError(f"{file}: the case {heading!r} has no files")
    files: dict[str, str | bytes] = {}
    fixed: dict[str, str | bytes] = {}
    expected = [found for line in prose for found in _in_prose(line)]
    for path, body in blocks:
        is_fixed = path.startswith(_FIXED)
        where, content = file_of_block(path.removeprefix(_FIXED), body)
        kind = fixed if is_fixed else files
        if where in kind:
            raise ValueError(f"{file}: the case {heading!r} has two files {where}")
        kind[where] = content
        expected += () if is_fixed else _marked(where, body)
    if unknown := fixed.keys() - files.keys():
        raise ValueError(f"{file}: the case {heading!r} fixes what it does not have: {', '.join(unknown)}")
    return Case(heading, files, tuple(expected), fixed)


def _path(language: str, path: str) -> str:
    """Where a block belongs; a file after its fixes is marked with a prefix that no path has."""
    word, _, where = path.partition(" ")
    return _FIXED + path_of_block(language, where) if word == "fixed" else path_of_block(language, path)


def _in_prose(line: str) -> Iterator[Expected]:
    if found := _PROSE.match(line):
        yield Expected(found[1], int(found[2]), found[3] or "")


def _marked(path: str, body: list[str]) -> Iterator[Expected]:
    for number, line in enumerate(body, 1):
        if found := _MARKER.search(line):
            yield Expected(path, number, found[1] or "")
