"""By which names may a thing be written, and which files may define a class that derives from it?

Decided from the bytes of the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastdoctor.project.project import Project

_CLASS = re.compile(rb"^[ \t]*class[ \t]+(\w+)[ \t]*(?:\[[^\]]*\])?[ \t]*\(([^)]*)", re.MULTILINE)
_ASSIGNED = re.compile(rb"^(\w+)[ \t]*=[ \t]*([\w.]+)", re.MULTILINE)
_IMPORTED = re.compile(rb"\bimport\b(\s*\([^)]*|[^\n(]*)")
_IMPORTED_WORD = re.compile(rb"\w+|\*")
_FIRST, _LAST = re.compile(rb"\w+"), re.compile(rb"\w+$")
_RAISED = re.compile(rb"\b(?:raise|class)\s+[\w.]*$")
_FRAMEWORKS = frozenset({"fastapi", "starlette"})
_LONGEST_NAME = 100
_WORD = re.compile(rb"\w+")


class Families:
    """The classes of a project by the names they are written with, over all files: more than derive, never fewer."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._classes_named: dict[str, bool] = {}
        self._imported: dict[str, frozenset[bytes]] = {}
        self._defined: dict[str, set[bytes]] = {}
        self._derived: dict[bytes, set[bytes]] = {}
        self._named: dict[bytes, set[bytes]] = {}
        for path in project.python_files(tests=True):
            content = project.content(path)
            if b"class" in content:
                self._read(path, content)
            for name, value in (*_ASSIGNED.findall(content), *_imported_as(content)):
                last = value.rpartition(b".")[2]
                if last != name:
                    self._derived.setdefault(last, set()).add(name)
                    self._named.setdefault(last, set()).add(name)

    def _read(self, path: str, content: bytes) -> None:
        for name, bases in _CLASS.findall(content):
            self._defined.setdefault(path, set()).add(name)
            for base in _WORD.findall(bases):
                self._derived.setdefault(base, set()).add(name)

    def files_with(self, bases: tuple[str, ...]) -> Iterator[str]:
        """The files that may define a class deriving from one of these dotted names."""
        names = _below({base.rpartition(".")[2].encode() for base in bases}, self._derived)
        for path, defined in self._defined.items():
            if not names.isdisjoint(defined):
                yield path

    def made_unraised(self, *exceptions: str) -> bool:
        """Whether a file may make one of these, or of what derives from them, elsewhere than in a `raise`."""
        last = {name.rpartition(".")[2].encode() for name in exceptions}
        made = re.compile(rb"\b(?:" + b"|".join(sorted(last | _below(last, self._derived))) + rb")\s*\(")
        for path in self._project.python_files():
            content = self._project.content(path)
            for found in made.finditer(content):
                if not _RAISED.search(content, max(found.start() - _LONGEST_NAME, 0), found.start()):
                    return True
        return False

    def names_class_of(self, member: str) -> bool:
        """Whether a file names the class of a member: `Client` for `httpx.Client.get`.

        Objects of the framework also come to functions that do not name their class.
        """
        if member.partition(".")[0] in _FRAMEWORKS:
            return True
        owner = member.rpartition(".")[0].rpartition(".")[2]
        if owner not in self._classes_named:
            name = owner.encode()
            wanted = re.compile(rb"\b" + name + rb"\b")
            contents = map(self._project.content, self._project.python_files(tests=True))
            self._classes_named[owner] = any(name in content and wanted.search(content) for content in contents)
        return self._classes_named[owner]

    def imported_in(self, path: str) -> frozenset[bytes]:
        """The words in the import statements of a file, `*` for one that imports all there is."""
        if path not in self._imported:
            found = _IMPORTED.findall(self._project.content(path))
            self._imported[path] = frozenset(word for names in found for word in _IMPORTED_WORD.findall(names))
        return self._imported[path]

    def also_called(self, name: bytes) -> set[bytes]:
        """A name without dots, and the names that imports and assignments in modules give to what is called so."""
        return {name} | _below({name}, self._named)


def _below(names: set[bytes], tree: Mapping[bytes, set[bytes]]) -> set[bytes]:
    found: set[bytes] = set()
    waiting = list(names)
    while waiting:
        for derived in tree.get(waiting.pop(), ()):
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
