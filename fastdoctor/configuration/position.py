"""In which line of a TOML text a key stands, for error messages."""

from __future__ import annotations

from collections.abc import Sequence

from fastdoctor.pattern import pattern

_TABLE = pattern(r"^\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_PART = pattern(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")


def line_of_key(text: str, path: Sequence[str]) -> int:
    """The line (from 1) of the key at `path`, or of the nearest table around it that is found, or 1."""
    best, depth = 1, 0
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if heading := _TABLE.match(line):
            table = _parts(heading[1])
            reached = table
        elif "=" in line and not line.lstrip().startswith("#"):
            reached = (*table, *_parts(line.split("=", 1)[0]))
        else:
            continue
        shared = _shared(reached, tuple(path))
        if shared > depth:
            best, depth = number, shared
    return best


def _parts(text: str) -> tuple[str, ...]:
    return tuple(found[1] or found[2] or found[3] or "" for found in _PART.finditer(text))


def _shared(reached: tuple[str, ...], path: tuple[str, ...]) -> int:
    """How many parts of the path the line's key stands for; 0 when it leads elsewhere."""
    return len(reached) if path[: len(reached)] == reached else 0
