"""What a script asks for in its own header (PEP 723)."""

from __future__ import annotations

import re

from fastdoctor.finding import Location
from fastdoctor.pattern import pattern
from fastdoctor.stack.lines import Text
from fastdoctor.stack.manifests.manifest import Manifest
from fastdoctor.stack.requirement import read_requirement
from fastdoctor.stack.toml import read_toml, strings
from fastdoctor.stack.values import Problem, PythonChoice, Requirement

MARK = b"# /// script"
_BLOCK = pattern(r"^# /// script[ \t]*\r?$\n((?:^#(?: .*)?\r?$\n)*?)^# ///[ \t]*\r?$", re.MULTILINE)


def read_script_header(source: Text) -> Manifest:
    """The requirements of a script's header; `declares` is False where it has none."""
    found = _BLOCK.search(source.text)
    if found is None:
        return Manifest(declares=False)
    kept = "".join(line[2:] if line.startswith("# ") else line[1:] for line in found[1].splitlines(keepends=True))
    toml = read_toml(Text(source.path, kept))
    first = source.text.count("\n", 0, found.start(1)) + 1
    if isinstance(toml, Problem):
        return Manifest(problems=(source.problem(toml.message, first),))
    requirements: list[Requirement] = []
    problems: list[Problem] = []
    for index, text in strings(toml.data.get("dependencies")):
        line = first + toml.location("dependencies", index).region.start_line - 1
        place = _within(source, line, text)
        read = read_requirement(text, place)
        problems += [read] if isinstance(read, Problem) else []
        requirements += [read] if isinstance(read, Requirement) else []
    floor = toml.data.get("requires-python")
    python = PythonChoice(floor, "", source.line(first), "requires-python") if isinstance(floor, str) else None
    return Manifest(tuple(requirements), tuple(problems), python)


def _within(source: Text, line: int, text: str) -> Location:
    whole = source.line(line)
    start = source.text.find(text, _offset(source.text, line))
    return source.location(start, start + len(text)) if start >= 0 else whole


def _offset(text: str, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at
