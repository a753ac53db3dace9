"""Which program a command line really runs, once programs that only start another one are taken off."""

from __future__ import annotations

import posixpath
import re

from msgspec.structs import replace

from fastdoctor.pattern import pattern
from fastdoctor.stack.commands.arguments import Argument, CommandLine

_PREFIXES = frozenset(
    {"exec", "command", "nohup", "setsid", "time", "tini", "dumb-init", "catchsegv", "builtin", "unbuffer", "stdbuf"}
    | {
        "ddtrace-run",
        "opentelemetry-instrument",
        "sudo",
        "nice",
        "ionice",
        "xvfb-run",
        "env",
        "aws-lambda-rie",
        "dotenv",
    }
    | {"infisical", "doppler", "chamber", "op", "envconsul", "s6-setuidgid", "pipx", "timeout", "catatonit", "scalene"}
)
"""Programs that run what follows their own options."""
_ONE_WORD = frozenset({"gosu", "su-exec", "s6-setuidgid", "timeout", "chroot"})
"""Those whose first word is no option and no program: a user, a number of seconds."""
_RUNNERS = {"poetry": "run", "pdm": "run", "pipenv": "run", "uv": "run", "hatch": "run", "rye": "run", "pixi": "run",
            "newrelic-admin": "run-program", "dotenv": "run", "doppler": "run", "infisical": "run", "conda": "run",
            "mamba": "run", "micromamba": "run", "op": "run", "chamber": "exec", "pipx": "run"}  # fmt: skip
"""Tools whose subcommand runs what follows."""
_VALUED = pattern(
    r"-[gGupknWoe]|--(?:python|with|extra|group|env-file|project|directory|package|user|only-group|no-group|kill-after"
    r"|with-requirements|with-editable|environment|name|prefix|config|signal|index|cache-dir|file)$"
)
_ASSIGNMENT = pattern(r"([A-Za-z_]\w*)=(.*)", re.DOTALL)
_WAITS = pattern(r"(?:.*/)?(?:wait[-_]?for.*|dockerize|.*\.sh|docker-entrypoint.*|entrypoint.*|start.*\.sh)$")


def unwrapped(line: CommandLine) -> CommandLine | None:
    """The command line without the programs in front; None where its program cannot be known."""
    arguments = list(line.arguments)
    wrapper = list(line.wrapper)
    environment = dict(line.environment)
    for _ in range(40):
        if not arguments or arguments[0].text is None:
            return None
        text = arguments[0].text
        name = posixpath.basename(text)
        assignment = _ASSIGNMENT.fullmatch(text)
        if assignment:
            environment[assignment[1]] = assignment[2]
            arguments.pop(0)
        elif name in _RUNNERS and _RUNNERS[name] == _next_word(arguments):
            wrapper.append(name)
            arguments = _after_options(_from_word(arguments, _RUNNERS[name])[1:])
        elif name in _PREFIXES or name in _ONE_WORD:
            wrapper.append(name)
            arguments = _after_options(arguments[1:])
            if name in _ONE_WORD:
                arguments = arguments[1:]
        elif _WAITS.fullmatch(text) and len(arguments) > 1:
            wrapper.append(text)
            arguments = _after_separator(arguments[1:])
        else:
            break
    return replace(line, arguments=tuple(arguments), wrapper=tuple(wrapper), environment=environment)


def _next_word(arguments: list[Argument]) -> str | None:
    """The first word after a tool's own options."""
    found = _after_options(arguments[1:])
    return found[0].text if found else None


def _from_word(arguments: list[Argument], word: str) -> list[Argument]:
    index = next(index for index, argument in enumerate(arguments) if index and argument.text == word)
    return arguments[index:]


def _after_options(arguments: list[Argument]) -> list[Argument]:
    """What follows the options of a wrapper, and the `--` that ends them."""
    while arguments and arguments[0].text is not None and arguments[0].text.startswith("-"):
        text = arguments[0].text
        arguments = arguments[1:]
        if text == "--":
            break
        if _VALUED.fullmatch(text) and len(arguments) > 1:
            arguments = arguments[1:]
    return arguments


def _after_separator(arguments: list[Argument]) -> list[Argument]:
    """What an entrypoint script is given to run: all after `--`, else all its words."""
    for index, argument in enumerate(arguments):
        if argument.text == "--":
            return arguments[index + 1 :]
    return arguments
