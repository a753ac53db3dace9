"""Which servers TOML and JSON files start: pyproject tasks, tox, fly.toml, railway.json, vercel.json, package.json."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from fastdoctor.finding import Location
from fastdoctor.pattern import pattern
from fastdoctor.stack.commands.line_files import Piece
from fastdoctor.stack.commands.purpose import is_for_development
from fastdoctor.stack.commands.shell_lines import InWord, Surroundings, commands_in
from fastdoctor.stack.lines import Text
from fastdoctor.stack.toml import Toml, table
from fastdoctor.stack.values import StartCommand

_TASKS = (
    ("tool", "poe", "tasks"),
    ("tool", "taskipy", "tasks"),
    ("tool", "pdm", "scripts"),
    ("tool", "rye", "scripts"),
    ("tool", "pixi", "tasks"),
    ("tasks",),
)
_JSON_KEYS = pattern(r'"(startCommand|start|dev|prod|serve|server|command|cmd|run)"\s*:\s*"((?:[^"\\]|\\.)*)"')


def task_commands(toml: Toml) -> Iterator[StartCommand]:
    """The servers of tasks in a pyproject.toml or pixi.toml."""
    for tasks in _TASKS:
        for name, value in table(toml.data, *tasks).items():
            yield from _task(toml, (*tasks, name), name, value)
    for environment in table(toml.data, "tool", "hatch", "envs"):
        path = ("tool", "hatch", "envs", environment, "scripts")
        for name, value in table(toml.data, *path).items():
            yield from _task(toml, (*path, name), name, value)


def fly_commands(toml: Toml) -> Iterator[StartCommand]:
    """The servers of fly.toml's processes and railway.toml's deploy command."""
    environment = {name: str(value) for name, value in table(toml.data, "env").items()}
    for path in (("processes",), ("deploy",), ("start",), ("phases", "start")):
        for name, value in table(toml.data, *path).items():
            if isinstance(value, str) and name not in {"release_command", "strategy"}:
                around = Surroundings("platform", environment, "", is_for_development(toml.source.path))
                for found in commands_in(_places(toml, (*path, name), value), around):
                    yield replace(found, service=name)


def json_commands(source: Text) -> Iterator[StartCommand]:
    """The servers of a JSON file's scripts and start commands."""
    try:
        json.loads(source.text)
    except (ValueError, RecursionError):
        return  # vercel.json and package.json belong to other tools, which will complain
    for found in _JSON_KEYS.finditer(source.text):
        text = json.loads(f'"{found[2]}"')
        location = source.location(*found.span(2))
        development = found[1] == "dev" or is_for_development(source.path)
        places = Piece(source, found.start(2), text) if text == found[2] else InWord(text, location)
        for command in commands_in(places, Surroundings("platform", development=development)):
            yield replace(command, service=found[1])


def tox_commands(source: Text) -> Iterator[StartCommand]:
    """The servers that environments of tox start."""
    for found in re.finditer(r"^commands(?:_pre|_post)?[ \t]*=((?:.*\n?)(?:[ \t]+.*\n?)*)", source.text, re.MULTILINE):
        yield from commands_in(Piece(source, found.start(1), found[1]), Surroundings("task", development=True))


def _task(toml: Toml, path: tuple[str, ...], name: str, value: object) -> Iterator[StartCommand]:
    around = Surroundings("task", _variables(value), "", not {"prod", "production"} & set(re.split(r"\W|_", name)))
    texts: list[tuple[tuple[str | int, ...], str]] = []
    if isinstance(value, str):
        texts.append((path, value))
    elif isinstance(value, Mapping):
        texts += [((*path, key), value[key]) for key in ("cmd", "shell") if isinstance(value.get(key), str)]
    elif isinstance(value, list):
        texts += [((*path, index), item) for index, item in enumerate(value) if isinstance(item, str)]
    for at, text in texts:
        for found in commands_in(_places(toml, at, text), around):
            yield replace(found, service=name)


def _variables(value: object) -> dict[str, str]:
    return {name: str(text) for name, text in table(value, "env").items() if not isinstance(text, Mapping)}


def _places(toml: Toml, path: tuple[str | int, ...], text: str) -> InWord:
    """A string of the file; its places are exact where it is written as it reads."""
    whole = toml.location(*path)
    region = whole.region
    if region.start_line == region.end_line and region.end_column - region.start_column == len(text) + 2:
        inner = replace(region, start_column=region.start_column + 1, end_column=region.end_column - 1)
        return InWord(text, Location(whole.path, inner))
    return InWord(text, whole)
