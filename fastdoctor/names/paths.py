"""What a path in a program means in the project's tree.

Nothing is asked of the disk. A path is a text below TREE, where the project's tree is taken to lie, and only what the
tree has is known: whether something else will be there when the program runs is not.
"""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from fastdoctor.names.operators import plain
from fastdoctor.names.values import (
    NONE,
    UNKNOWN,
    Collection,
    External,
    Instance,
    Invocation,
    Known,
    ModuleValue,
    Value,
)

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

TREE = "/<project>"
"""Where the tree lies, as far as the program's own texts go."""
PATH = External("pathlib.Path")
CONSTANTS: dict[str, Value] = {"os.sep": Known("/"), "os.path.sep": Known("/"), "os.curdir": Known(".")}
"""The names of Python that stand for a part of a path."""
_DEEPEST = 64
"""Folders around a path that are told."""
_MOST_DEPTHS = 2
"""How often a pattern may say `**`: each may stand for any number of folders."""


def module_attribute(module: ModuleValue, name: str) -> Value | None:
    """What Python itself binds in every module; None for any other name."""
    is_package = not module.path.endswith(".py") or posixpath.basename(module.path) == "__init__.py"
    folder = posixpath.dirname(module.path) if module.path.endswith(".py") else module.path
    match name:
        case "__name__":
            return Known(module.name)
        case "__package__":
            return Known(module.name if is_package else module.name.rpartition(".")[0])
        case "__file__" if module.path.endswith(".py"):
            return Known(posixpath.join(TREE, module.path))
        case "__path__" if is_package:
            return Collection("list", [Known(posixpath.join(TREE, folder).rstrip("/"))])
    return None


def path_object(text: str) -> Instance:
    """A `pathlib.Path`, with what it tells of itself."""
    name = posixpath.basename(text)
    stem, suffix = posixpath.splitext(name)
    above = posixpath.dirname(text)
    attributes: dict[str, Value] = {"name": Known(name), "stem": Known(stem), "suffix": Known(suffix)}
    attributes["parts"] = Collection("tuple", [Known(part) for part in text.split("/") if part])
    if above != text and text.count("/") < _DEEPEST:
        parent = path_object(above or ".") if text != "." else None
        attributes["parent"] = parent or NONE
        higher = parent.attributes.get("parents") if parent is not None else None
        attributes["parents"] = Collection(
            "tuple", [attributes["parent"], *(higher.items if isinstance(higher, Collection) else ())]
        )
    return Instance(PATH, {**attributes, "__fspath__": Known(text)})


def path_text(run: Interpreter, value: Value | None) -> str | None:
    """The text of a path given as text or as an object; None where it is not proven."""
    found = plain(run, value) if value is not None else UNKNOWN
    if isinstance(found, Instance) and found.type == PATH:
        found = found.attributes.get("__fspath__", UNKNOWN)
    return found.value if isinstance(found, Known) and isinstance(found.value, str) else None


def joined_path(run: Interpreter, left: Value, right: Value) -> Value:
    """`left / right` of paths."""
    texts = [path_text(run, left), path_text(run, right)]
    return UNKNOWN if None in texts else path_object(posixpath.join(*(text or "" for text in texts)))


def in_tree(run: Interpreter, invocation: Invocation, text: str) -> str | None:
    """The path in the tree that a text means; a relative one begins where the program starts, or in a folder above."""
    text = posixpath.normpath(text)
    if text == TREE or text.startswith(f"{TREE}/"):
        return text[len(TREE) :].lstrip("/")
    if text.startswith("/") or invocation.frame is None:
        return None
    folder = run.index.home(invocation.frame.path)[0]
    while True:
        path = posixpath.normpath(posixpath.join(folder, text))
        path = "" if path == "." else path
        if not path.startswith("..") and (path in run.files or is_folder(run, path)):
            return path
        if not folder:
            return None
        folder = posixpath.dirname(folder)


def _below(run: Interpreter, folder: str) -> Iterator[str]:
    """The files in a folder at every depth, relative to it; each counts as a step of the reading."""
    prefix = f"{folder}/" if folder else ""
    for place in range(bisect_left(run.files.paths, prefix), len(run.files.paths)):
        path = run.files.paths[place]
        if not path.startswith(prefix):
            return
        run.step()
        yield path[len(prefix) :]


def is_folder(run: Interpreter, path: str) -> bool:
    return not path or next(_below(run, path), None) is not None


def names_in(run: Interpreter, invocation: Invocation, text: str) -> list[tuple[str, bool]] | None:
    """What lies in a folder, sorted, each with whether it is one; None where the tree has no such folder."""
    path = in_tree(run, invocation, text)
    if path is None or not is_folder(run, path):
        return None
    below = _below(run, path)
    return sorted({(name.partition("/")[0], "/" in name) for name in below})


def matching(run: Interpreter, invocation: Invocation, folder: str, pattern: str) -> list[str] | None:
    """The files and folders below a folder that a pattern names; None where the tree has no such folder."""
    path = in_tree(run, invocation, folder)
    wanted = pattern.split("/")
    if path is None or not is_folder(run, path) or wanted.count("**") > _MOST_DEPTHS:
        return None
    found: set[str] = set()
    for known in _below(run, path):
        steps = known.split("/")
        for count in range(1, len(steps) + 1):
            if _matches(steps[:count], wanted):
                found.add(posixpath.join(folder, *steps[:count]))
    return sorted(found)


def _matches(steps: list[str], wanted: list[str]) -> bool:
    if not wanted or not steps:
        return not steps and all(part == "**" for part in wanted)
    if wanted[0] == "**":
        return _matches(steps, wanted[1:]) or _matches(steps[1:], wanted)
    return fnmatchcase(steps[0], wanted[0]) and _matches(steps[1:], wanted[1:])
