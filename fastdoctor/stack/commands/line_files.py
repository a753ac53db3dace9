"""Which servers are started by files of one command a line: Procfile, systemd units, Makefile, justfile, scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from fastdoctor.finding import Location
from fastdoctor.pattern import pattern
from fastdoctor.stack.commands.purpose import is_for_development
from fastdoctor.stack.commands.shell_lines import Surroundings, commands_in
from fastdoctor.stack.lines import Text
from fastdoctor.stack.values import FileKind, StartCommand

_PROCESS = pattern(r"^([A-Za-z0-9_.-]+):[ \t]*(.+)$", re.MULTILINE)
_UNIT_LINE = pattern(r"^(ExecStart|Environment|WorkingDirectory)[ \t]*=[ \t]*((?:[^\n\\]|\\.|\\\n)*)", re.MULTILINE)
_TARGET = pattern(
    r"""@?([A-Za-z0-9_.%/-]+)(?:[ \t]+(?:[*+$]{0,2}[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s:"'=]+)|[^:=\s]+))*"""
    r"[ \t]*:(?![=:])"
)
"""The head of a recipe: a target of make with others beside it, or a recipe of just with its parameters."""
_RECIPE_PREFIX = pattern(r"[@+-]+")
_UNIT_PREFIX = pattern(r"[-@:+!|]+")


class Piece(Struct, frozen=True):
    """A part of a file as a text of its own, of the same length."""

    source: Text
    start: int
    text: str

    def location(self, start: int, end: int) -> Location:
        """Where `text[start:end]` stands in the file."""
        return self.source.location(self.start + start, self.start + end)


def procfile_commands(source: Text) -> Iterator[StartCommand]:
    """The servers of a Procfile, one process type a line."""
    development = is_for_development(source.path)
    for found in _PROCESS.finditer(source.text):
        around = Surroundings("procfile", development=development or is_for_development(found[1]))
        for command in commands_in(Piece(source, found.start(2), found[2]), around):
            yield replace(command, service=found[1])


def unit_commands(source: Text) -> Iterator[StartCommand]:
    """The servers of a systemd unit or a supervisor program; systemd starts them without a shell."""
    environment: dict[str, str] = {}
    folder = ""
    starts: list[tuple[int, str]] = []
    for found in _UNIT_LINE.finditer(source.text):
        match found[1]:
            case "Environment":
                for pair in re.findall(r'"([^"]*)"|(\S+)', found[2]):
                    name, _, value = (pair[0] or pair[1]).partition("=")
                    environment[name] = value
            case "WorkingDirectory":
                folder = found[2].strip()
            case _:
                skipped = _UNIT_PREFIX.match(found[2])
                start = found.start(2) + (skipped.end() if skipped else 0)
                starts.append((start, source.text[start : found.end(2)]))
    around = Surroundings("systemd", environment, folder, is_for_development(source.path))
    for start, text in starts:
        yield from commands_in(Piece(source, start, text), around, "exec")


def supervisor_commands(source: Text) -> Iterator[StartCommand]:
    """The servers of a supervisord configuration."""
    for section in re.finditer(r"^\[program:([^\]\n]+)\]([^\[]*(?:\n(?!\[)[^\n]*)*)", source.text, re.MULTILINE):
        values = {
            found[1]: (section.start(2) + found.start(2), found[2])
            for found in re.finditer(r"^(command|directory|environment)[ \t]*=[ \t]*(.*)$", section[2], re.MULTILINE)
        }
        if "command" not in values:
            continue
        folder = values.get("directory", (0, ""))[1].strip()
        around = Surroundings("systemd", {}, folder, is_for_development(source.path))
        for command in commands_in(Piece(source, *values["command"]), around, "exec"):
            yield replace(command, service=section[1])


def script_commands(source: Text, kind: FileKind = "script") -> Iterator[StartCommand]:
    """The servers of a shell script."""
    yield from commands_in(
        Piece(source, 0, source.text), Surroundings(kind, development=is_for_development(source.path))
    )


def task_commands(source: Text) -> Iterator[StartCommand]:
    """The servers of a Makefile's or justfile's recipes: indented lines below a target."""
    target = ""
    start = 0
    lines = source.text.splitlines(keepends=True)
    number = 0
    while number < len(lines):
        line = lines[number]
        begin = start
        while line.rstrip("\n").endswith("\\") and number + 1 < len(lines):
            number += 1
            line += lines[number]
        start += len(line)
        number += 1
        named = _TARGET.match(line)
        if named:
            target = named[1].strip()
        elif line[:1] in {"\t", " "} and line.strip():
            yield from _recipe(source, begin, line.rstrip("\n"), target)


def _recipe(source: Text, begin: int, line: str, target: str) -> Iterator[StartCommand]:
    skipped = len(line) - len(line.lstrip())
    prefix = _RECIPE_PREFIX.match(line, skipped)
    skipped = prefix.end() if prefix else skipped
    text = re.sub(
        r"\$\$", "$ ", re.sub(r"\$[({](\w+)[)}]|\{\{[^}]*\}\}", lambda found: "$" + "_" * (len(found[0]) - 1), line)
    )
    around = Surroundings("task", development=True if is_for_development(target) else _is_local(target))
    for command in commands_in(Piece(source, begin + skipped, text[skipped:]), around):
        yield replace(command, service=target)


def _is_local(target: str) -> bool:
    """Whether a recipe is what a developer types: none of the words that deployments use."""
    words = re.split(r"[^a-z0-9]+", target.lower())
    return not {"prod", "production", "deploy", "release", "live"}.intersection(words)
