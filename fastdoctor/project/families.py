"""Which files may define a class that derives from certain others? Decided from their bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastdoctor.project.project import Project

_CLASS = re.compile(rb"^[ \t]*class[ \t]+(\w+)[ \t]*(?:\[[^\]]*\])?[ \t]*\(([^)]*)", re.MULTILINE)
_OTHER_NAME = re.compile(rb"\b(\w+)[ \t]+as[ \t]+(\w+)|^(\w+)[ \t]*=[ \t]*([\w.]+)", re.MULTILINE)
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
            for first, alias, name, value in _OTHER_NAME.findall(content):
                self._derived.setdefault(first or value.rpartition(b".")[2], set()).add(alias or name)

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
