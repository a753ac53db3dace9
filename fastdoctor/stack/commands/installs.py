"""What do the instructions of an image install, and which lock can each of them see?"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.finding import Location
from fastdoctor.stack.commands.shell_lines import Surroundings, command_lines
from fastdoctor.stack.commands.wrappers import unwrapped

if TYPE_CHECKING:
    from fastdoctor.stack.commands.images import Building

LOCKS = {"uv": "uv.lock", "poetry": "poetry.lock", "pdm": "pdm.lock", "pipenv": "Pipfile.lock"}
"""Tool -> the lock that it follows."""
_VERBS = {"uv": {"sync"}, "poetry": {"install", "sync"}, "pdm": {"install", "sync"}, "pipenv": {"install", "sync"}}
_VALUED = frozenset(
    {"-i", "-f", "-t", "--index-url", "--extra-index-url", "--find-links", "--target", "--prefix", "--platform"}
    | {"--python-version", "--root", "--trusted-host", "--timeout", "--python", "--cache-dir", "--progress-bar"}
    | {"--no-binary", "--only-binary", "--implementation", "--abi", "--src", "--upgrade-strategy", "--index"}
)


class Install(Struct, frozen=True):
    """One command that installs packages: `pip` with its `files` (-r) and `packages`, or a tool that follows a lock.

    `constrained` where constraints, hashes or a frozen lock fix the versions. `sees_lock` where the tool's own lock
    was copied or mounted before.
    """

    tool: str
    location: Location
    files: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    constrained: bool = False
    sees_lock: bool = False
    text: str = ""


def installs(stage: Building) -> Iterator[Install]:
    """The commands of a stage's own instructions that install packages."""
    copied: list[str] = []
    below = stage.base
    while below is not None:
        copied += [
            word for item in below.instructions if item.name in {"COPY", "ADD"} for word in _words(item.body.text)
        ]
        below = below.base
    for instruction in stage.instructions:
        if instruction.name in {"COPY", "ADD"}:
            copied += _words(instruction.body.text)
        if instruction.name != "RUN" or instruction.strings() is not None:
            continue
        seen = [*copied, *(part for flag in instruction.flags for part in re.split(r"[=,]", flag))]
        for body in instruction.documents or (instruction.body,):
            for line in command_lines(body, Surroundings("dockerfile", stage.variables)):
                inner = unwrapped(line)
                words = [argument.text or "" for argument in inner.arguments] if inner is not None else []
                found = _install(words, line.location, seen, dict(inner.environment) if inner is not None else {})
                if found is not None:
                    yield found


def _install(words: list[str], location: Location, seen: list[str], environment: dict[str, str]) -> Install | None:
    if not words:
        return None
    tool, *rest = posixpath.basename(words[0]), *words[1:]
    if re.fullmatch(r"python[\d.]*", tool) and rest[:2] == ["-m", "pip"]:
        tool, rest = "pip", rest[2:]
    if tool == "uv" and rest[:1] == ["pip"]:
        tool, rest = "pip", rest[1:]
    if re.fullmatch(r"pip[\d.]*", tool):
        return _pip(rest, location)
    verb = next((word for word in rest if not word.startswith("-")), "")
    if verb not in _VERBS.get(tool, set()) or (tool == "pipenv" and rest[-1:] != [verb] and _named(rest, verb)):
        return None
    frozen = bool({"--frozen", "--locked", "--frozen-lockfile", "--deploy", "--ignore-pipfile"} & set(rest))
    frozen = frozen or any(environment.get(name) for name in ("UV_FROZEN", "UV_LOCKED"))
    return Install(tool, location, constrained=frozen, sees_lock=any(_brings(word, LOCKS[tool]) for word in seen))


def _named(rest: list[str], verb: str) -> bool:
    """Whether pipenv is asked for packages by name."""
    return any(not word.startswith("-") for word in rest[rest.index(verb) + 1 :])


def _pip(rest: list[str], location: Location) -> Install | None:
    if rest[:1] != ["install"]:
        return None
    files: list[str] = []
    packages: list[str] = []
    constrained = False
    waiting = rest[1:]
    while waiting:
        word = waiting.pop(0)
        name, _, value = word.partition("=")
        if name in {"-r", "--requirement", "--requirements"} and (value or waiting):
            files.append(value or waiting.pop(0))
        elif name in {"-c", "--constraint", "--require-hashes", "--constraints"}:
            constrained = True
            if name != "--require-hashes" and not value and waiting:
                waiting.pop(0)
        elif name in {"-e", "--editable"} and (value or waiting):
            packages.append(value or waiting.pop(0))
        elif name in _VALUED and not value and waiting:
            waiting.pop(0)
        elif word and not word.startswith("-"):
            packages.append(word)
    return Install("pip", location, tuple(files), tuple(packages), constrained, text=" ".join(rest))


def _words(text: str) -> list[str]:
    """The sources of a COPY."""
    return re.findall(r"[^\s\"',\[\]\\]+", text)[:-1]


def _brings(word: str, lock: str) -> bool:
    """Whether a source of a COPY or a mount has the lock: itself, by a pattern, or with its folder."""
    name = posixpath.basename(word.rstrip("/"))
    return word in {".", "./", "/"} or fnmatch(lock, name) or ("." not in name and not word.startswith("-"))
