"""Which files may define a class that derives from certain others? Decided from their bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastdoctor.project.project import Project

_CLASS = re.compile(rb"^[ \t]*class[ \t]+(\w+)[ \t]*(?:\[[^\]]*\])?[ \t]*\(([^)]*)", re.MULTILINE)
_ASSIGNED = re.compile(rb"^(\w+)[ \t]*=[ \t]*([\w.]+)", re.MULTILINE)
_FIRST, _LAST = re.compile(rb"\w+"), re.compile(rb"\w+$")
_LONGEST_NAME = 100
_WORD = re.compile(rb"\w+")


class Families:
    """The classes of a project by the names they are written with, over all files: more than derive, never fewer."""

    def __init__(self, project: Project) -> None:
        self._defined: dict[str, set[bytes]] = {}
        self._derived: dict[bytes, set[bytes]] = {}
        for path in project.python_files(tests=True):
            content = project.content(path)
            if b"class" in content:
                self._read(path, content)
            for name, value in (*_ASSIGNED.findall(content), *_imported_as(content)):
                self._derived.setdefault(value.rpartition(b".")[2], set()).add(name)

    def _read(self, path: str, content: bytes) -> None:
        for name, bases in _CLASS.findall(content):
            self._defined.setdefault(path, set()).add(name)
            for base in _WORD.findall(bases):
                self._derived.setdefault(base, set()).add(name)

    def files_with(self, bases: tuple[str, ...]) -> Iterator[str]:
        """The files that may define a class deriving from one of these dotted names."""
        names = self._below({base.rpartition(".")[2].encode() for base in bases})
        for path, defined in self._defined.items():
            if not names.isdisjoint(defined):
                yield path

    def _below(self, names: set[bytes]) -> set[bytes]:
        found: set[bytes] = set()
        waiting = list(names)
        while waiting:
            for derived in self._derived.get(waiting.pop(), ()):
                if derived not in found:
                    found.add(derived)
                    waiting.append(derived)
        return found


def _imported_as(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The aliases of a file, each with the name it stands for."""
    before, *pieces = content.split(b" as ")
    for piece in pieces:
        name, alias = _LAST.search(before, max(len(before) - _LONGEST_NAME, 0)), _FIRST.match(piece)
        if name is not None and alias is not None:
            yield alias[0], name[0]
        before = piece
