"""Does a program that a command runs start a server?"""

from __future__ import annotations

import re

from fastdoctor.files.tree import Tree
from fastdoctor.pattern import pattern
from fastdoctor.stack.values import StartCommand

_IMPORTS = pattern(rb"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import|import[ \t]+([\w.]+))", re.MULTILINE)
_RUNS = pattern(
    rb"^[ \t]*(?:import|from)[ \t][^\n]*\b(?:uvicorn|hypercorn|granian|gunicorn|daphne)\b"
    rb"|[\"'](?:[^\"'\s]*/)?(?:uvicorn|hypercorn|granian|gunicorn|daphne)\b",
    re.MULTILINE,
)
"""How Python starts a server: it imports one, or has its name as the word of a command."""


def serves(tree: Tree, command: StartCommand) -> bool:
    """Whether a Python file or module of the repository that a command runs, or one that it imports, names a server."""
    target, called, _ = command.target.removeprefix("./").lstrip("/").partition(":")
    below = target.replace(".", "/")
    module = (f"{below}.py", f"{below}/__init__.py" if called else f"{below}/__main__.py")
    found = _file(tree, (target,) if target.endswith(".py") else module)
    if found is None or tree.kept(found, _names_server):
        return found is not None
    names = (module.strip(".").replace(".", "/") for module in tree.kept(found, _imported))
    imported = (_file(tree, (f"{name}.py",)) for name in dict.fromkeys(names) if name)
    return any(path is not None and tree.kept(path, _names_server) for path in imported)


def _file(tree: Tree, names: tuple[str, ...]) -> str | None:
    """The first file of a tree whose path is or ends with one of these."""
    return min((path for name in names for path in tree.ending_with(name)), default=None)


def _names_server(content: bytes) -> bool:
    return _RUNS.search(content) is not None


def _imported(content: bytes) -> tuple[str, ...]:
    return tuple((found[1] or found[2]).decode() for found in _IMPORTS.finditer(content))
