"""Which edits change a start command where it is written: in a shell line, a JSON list, a list of YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fastdoctor.finding import Edit, Location, Region
from fastdoctor.pattern import pattern

if TYPE_CHECKING:
    from fastdoctor.project.project import Project
    from fastdoctor.stack import StartCommand

_DOES_SOMETHING = pattern(r"\s*(?!#|fi\b|esac\b|;;|else\b|elif\b|\}|[\w*|-]+\))\S")
_DEVELOPMENT = pattern(r"""\bfastapi["']?[\s,-]+["']?(dev)\b""")


def without_flag(project: Project, place: Location) -> tuple[Edit, ...]:
    """A command without the flag that stands at a place; () where the text around it is not understood."""
    line, region = _line(project, place.path, place.region.start_line), place.region
    if region.start_line != region.end_line or place.path.endswith(".py"):
        return ()
    before, after = line[: region.start_column - 1], line[region.end_column - 1 :]
    if before[-1:] in {'"', "'"} and after[:1] == before[-1]:
        comma = re.search(r"\s*,\s*$", before[:-1])
        return (_cut(place, comma.start() + 1, region.end_column + 1),) if comma else ()
    if re.fullmatch(r"\s*-\s+", before) and not after.strip():
        return (Edit(Location(place.path, Region(region.start_line, 1, region.start_line + 1, 1)), ""),)
    if not before.strip():
        if after.strip() != "\\":
            return ()  # the last line of a command that the line before it continues
        return (Edit(Location(place.path, Region(region.start_line, 1, region.start_line + 1, 1)), ""),)
    if before[-1:].isspace() and (not after or after[0].isspace() or after[0] in "\"'"):
        return (_cut(place, len(before.rstrip()) + 1, region.end_column),)
    return ()


def with_option(project: Project, command: StartCommand, option: str, value: str) -> tuple[Edit, ...]:
    """A command with an option ("-k") and its value before the target; () where the target is not understood."""
    place = command.locations.get("target")
    if place is None or place.region.start_line != place.region.end_line or place.path.endswith(".py"):
        return ()
    line, region = _line(project, place.path, place.region.start_line), place.region
    before, after = line[: region.start_column - 1], line[region.end_column - 1 :]
    quote = before[-1:] if before[-1:] in {'"', "'"} and before[-1:] == after[:1] else ""
    if quote and before[:-1].rstrip().endswith(","):
        return (_insert(place, region.start_column - 1, f"{quote}{option}{quote}, {quote}{value}{quote}, "),)
    if not quote and before.strip() and before[-1:] == " " and not re.fullmatch(r"\s*-\s+", before):
        return (_insert(place, region.start_column, f"{option} {value} "),)
    return ()


def with_value(project: Project, command: StartCommand, option: str, old: str, new: str) -> tuple[Edit, ...]:
    """A command with another value of an option, where just the old one stands there."""
    place = command.locations.get(f"{option}=")
    if place is None or place.region.start_line != place.region.end_line:
        return ()
    line, region = _line(project, place.path, place.region.start_line), place.region
    written = line[region.start_column - 1 : region.end_column - 1]
    return (Edit(place, new),) if written == old else ()


def with_exec(project: Project, command: StartCommand) -> tuple[Edit, ...]:
    """A shell's command that takes the place of its shell; () where the shell has something to do after it."""
    place, region = command.location, command.location.region
    rest = _line(project, place.path, region.start_line)[region.start_column - 1 :]
    if command.form != "shell" or command.wrapper or not re.match(rf"(?:python3?|{command.server})\b", rest):
        return ()
    lines = project.run.files.text(place.path).split("\n")
    after = lines[region.end_line :] if command.kind == "script" else []
    if lines[region.end_line - 1][region.end_column - 1 :].strip() or any(map(_DOES_SOMETHING.match, after)):
        return ()
    return (_insert(place, region.start_column, "exec "),)


def run_for_dev(project: Project, place: Location) -> tuple[Edit, ...]:
    """`fastapi run` in the place of `fastapi dev`."""
    for number in range(place.region.start_line, place.region.end_line + 1):
        found = _DEVELOPMENT.search(_line(project, place.path, number))
        if found is not None:
            return (Edit(Location(place.path, Region(number, found.start(1) + 1, number, found.end(1) + 1)), "run"),)
    return ()


def _insert(place: Location, column: int, text: str) -> Edit:
    line = place.region.start_line
    return Edit(Location(place.path, Region(line, column, line, column)), text)


def _cut(place: Location, start: int, end: int) -> Edit:
    line = place.region.start_line
    return Edit(Location(place.path, Region(line, start, line, end)), "")


def _line(project: Project, path: str, number: int) -> str:
    return project.run.files.text(path).split("\n")[number - 1].rstrip("\r")
