"""By which names may a thing be written, and which files may define a class that derives from it?

Decided from the bytes of the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from fastdoctor.names.file_names import FileNames, names_in

if TYPE_CHECKING:
    from fastdoctor.project.project import Project

_RAISED = re.compile(rb"\b(?:raise|class|[Rr]aises)\s+[\w.]*$")
_FRAMEWORKS = frozenset({"fastapi", "starlette"})
_LONGEST_NAME = 100


class Families:
    """The classes of a project by the names they are written with, over all files: more than derive, never fewer.

    `files` are the names of each file; those that `before` knows of the same bytes are not read again.
    """

    def __init__(self, project: Project, before: Mapping[str, FileNames] = MappingProxyType({})) -> None:
        self._project = project
        project.run.files.asked_of_all(names_in)
        self.files = {path: _names(project, path, before) for path in project.python_files(tests=True)}
        self._derived: dict[bytes, set[bytes]] = {}
        self._named: dict[bytes, set[bytes]] = {}
        self._defined: dict[str, frozenset[bytes]] = {}
        for path, names in self.files.items():
            if names.classes:
                self._defined[path] = frozenset(name for name, _ in names.classes)
            for name, bases in names.classes:
                for base in bases:
                    self._derived.setdefault(base, set()).add(name)
            for last, name in names.renamed:
                self._derived.setdefault(last, set()).add(name)
                self._named.setdefault(last, set()).add(name)

    def files_with(self, bases: tuple[str, ...]) -> Iterator[str]:
        """The files that may define a class deriving from one of these dotted names."""
        names = _below({base.rpartition(".")[2].encode() for base in bases}, self._derived)
        for path, defined in self._defined.items():
            if not names.isdisjoint(defined):
                yield path

    def made_unraised(self, *exceptions: str) -> bool:
        """Whether a file may make one of these, or of what derives from them, elsewhere than in a `raise`."""
        last = {name.rpartition(".")[2].encode() for name in exceptions}
        names = sorted(last | _below(last, self._derived))
        made = re.compile(rb"\b(?:" + b"|".join(names) + rb")\s*\(")
        for path in self._project.words.holding(names, self._project.python_files(), whole=True):
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
        return bool(self._project.words.holding((owner,), self._project.python_files(tests=True), whole=True))

    def names_in(self, path: str) -> FileNames:
        """The names of a file of the project, or of another one in the tree."""
        return self.files.get(path) or _names(self._project, path, {})

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


def _names(project: Project, path: str, before: Mapping[str, FileNames]) -> FileNames:
    content, known = project.run.files.bytes_unseen(path), before.get(path)
    return known if known is not None and known.content == content else FileNames(content)
