"""Which files may speak of a thing, and by which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project.project import Project
    from fastdoctor.project.source import SourceFile


def speaking_of(project: Project, names: tuple[str, ...], tests: bool) -> Iterator[tuple[SourceFile, set[str]]]:
    """The files that may use these dotted names, with the words by which they do: the last parts, and their aliases.

    A function of a package is only looked for in files that name the package: `uvicorn.run`, where they say "uvicorn".
    """
    alone = {_last_part(name) for name in names if not _is_module_function(name)}
    packaged = {(_last_part(name), name.partition(".")[0]) for name in names if _is_module_function(name)}
    for source in project.sources(*sorted(alone | {word for word, _ in packaged}), tests=tests):
        content = project.content(source.path)
        last = alone | {word for word, package in packaged if package.encode() in content}
        if last and source.module.mentions(tuple(last)):
            yield source, last | _aliases(source, last)


def last_name(node: tree.Node) -> str:
    """The last part of a dotted name as written: "get" for `httpx.get`, "" for anything else."""
    if isinstance(node, tree.Name):
        return node.id
    if isinstance(node, tree.Attribute):
        return node.name
    return last_name(node.value) if isinstance(node, tree.Subscript) else ""


def _last_part(name: str) -> str:
    return name.rpartition(".")[2]


def _is_module_function(name: str) -> bool:
    """Whether a dotted name ends with a function of a module (`uvicorn.run`), not of a class (`httpx.Client.get`)."""
    owner, _, last = name.rpartition(".")
    return last[:1].islower() and owner.rpartition(".")[2][:1].islower()


def _aliases(source: SourceFile, last: set[str]) -> set[str]:
    """The names under which a file imports one of these."""
    return {
        imported.alias
        for statement in source.statements(tree.ImportFrom, words=last)
        for imported in statement.node.names
        if imported.alias and imported.name in last
    }
