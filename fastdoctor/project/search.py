"""Which files may speak of a thing, and by which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project.project import Project
    from fastdoctor.project.source import SourceFile


def speaking_of(
    project: Project, names: tuple[str, ...], called: bool = False, tests: bool = False
) -> Iterator[tuple[SourceFile, frozenset[str], tuple[str, ...]]]:
    """The files that may use these dotted names; the last parts by which they do, aliases too; how these are written.

    A member of a class is written behind a dot, with its parenthesis where it is called. What stands in a module of a
    package (`uvicorn.run`) is only looked for in files that name the package or import that very name from elsewhere.
    """
    wanted = _Wanted.of(names, called)
    for path in project.python_files(tests):
        members, contents = wanted.in_file(project.content(path))
        source = project.source(path) if members or contents else None
        if source is not None:
            named = frozenset(contents | _aliases(source, contents)) if contents else frozenset()
            yield source, named | {member.strip(".(") for member in members}, (*members, *sorted(named))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The last parts of some names: members of classes as they are written, and contents of modules.

    Each of these with its package and with the pattern of an import of that name.
    """

    members: tuple[str, ...]
    contents: tuple[tuple[str, bytes, re.Pattern[bytes]], ...]

    @classmethod
    @cache
    def of(cls, names: tuple[str, ...], called: bool) -> _Wanted:
        members = {_last_part(name) for name in names if not _is_of_module(name)}
        contents = {(_last_part(name), name.partition(".")[0].encode()) for name in names if _is_of_module(name)}
        return cls(
            tuple(f".{last}(" if called else f".{last}" for last in sorted(members)),
            tuple((last, package, _imported(last.encode())) for last, package in sorted(contents)),
        )

    def in_file(self, content: bytes) -> tuple[tuple[str, ...], set[str]]:
        """The members and the contents by which a file may speak of one of the names."""
        members = tuple(member for member in self.members if member.encode() in content)
        contents = {
            last
            for last, package, imported in self.contents
            if last.encode() in content and (package in content or imported.search(content))
        }
        return members, contents


def _imported(last: bytes) -> re.Pattern[bytes]:
    name = re.escape(last)
    return re.compile(rb"\bimport\b(?:[^\n(]*\b" + name + rb"\b|\s*\([^)]*\b" + name + rb"\b|\s*\*)")


def last_name(node: tree.Node) -> str:
    """The last part of a dotted name as written: "get" for `httpx.get`, "" for anything else."""
    if isinstance(node, tree.Name):
        return node.id
    if isinstance(node, tree.Attribute):
        return node.name
    return last_name(node.value) if isinstance(node, tree.Subscript) else ""


def _last_part(name: str) -> str:
    return name.rpartition(".")[2]


def _is_of_module(name: str) -> bool:
    """Whether a dotted name ends with something of a module (`uvicorn.run`), not of a class (`httpx.Client.get`)."""
    return _last_part(name.rpartition(".")[0])[:1].islower()


def _aliases(source: SourceFile, last: set[str]) -> set[str]:
    """The names under which a file imports one of these."""
    return {
        imported.alias
        for statement in source.statements(tree.ImportFrom, words=last)
        for imported in statement.node.names
        if imported.alias and imported.name in last
    }
