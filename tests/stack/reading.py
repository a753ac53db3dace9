"""Short ways to the stack of a project that lives in memory."""

from __future__ import annotations

from fastdoctor.files.tree import Tree
from fastdoctor.finding import Location
from fastdoctor.stack import Stack, StartCommand, read_stacks


def stacks(files: dict[str, str | bytes]) -> dict[str, Stack]:
    """The stacks of some files by their folder."""
    return {stack.root: stack for stack in read_stacks(Tree.of(files))}


def stack(files: dict[str, str | bytes]) -> Stack:
    """The one stack of some files."""
    (found,) = read_stacks(Tree.of(files))
    return found


def commands(path: str, text: str, **others: str) -> list[StartCommand]:
    """The start commands of one file, with `requirements.txt` beside it."""
    files: dict[str, str | bytes] = {"requirements.txt": "fastapi\n", path: text, **others}
    return [command for found in stacks(files).values() for command in found.commands]


def marked(text: str, location: Location) -> str:
    """The text at a location."""
    region = location.region
    lines = text.splitlines(keepends=True)[region.start_line - 1 : region.end_line]
    lines[-1] = lines[-1][: region.end_column - 1]
    lines[0] = lines[0][region.start_column - 1 :]
    return "".join(lines)
