"""Which files may speak of a thing, and by which words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.project.expressions import Expression, expression
from fastdoctor.project.source import SourceFile, call_at
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project.calls import Call
    from fastdoctor.project.file_names import FileNames
    from fastdoctor.project.functions import Function
    from fastdoctor.project.project import Project


def calls_of(project: Project, names: tuple[str, ...], tests: bool) -> Iterator[Call]:
    """The calls of these things in the project's files."""
    wanted = set(names)
    for source, spoken in _sources(project, names, tests, called=True):
        for statement in source.statements(tree.Call, words=spoken.words):
            if last_name(statement.node.function) in spoken.last:
                call = call_at(project.run, statement)
                if not wanted.isdisjoint(call.callee.names):
                    yield call


def references_to(project: Project, names: tuple[str, ...], tests: bool) -> Iterator[Expression]:
    """The names and attributes in the project's files that stand for these things."""
    wanted = set(names)
    for source, spoken in _sources(project, names, tests, called=False):
        for statement in source.statements(tree.Name, tree.Attribute, words=spoken.words):
            node = statement.node
            if last_name(node) in spoken.last:
                found = expression(project.run, source.path, node, statement.frame)
                if not wanted.isdisjoint(found.names):
                    yield found


def serving_calls_of(project: Project, names: tuple[str, ...]) -> Iterator[tuple[Function, str, Call]]:
    """The calls of these things in the functions that serve requests; only functions that may call one are read."""
    wanted = set(names)
    paths = sorted({function.site.path for function, _ in project.serving_functions})
    files = {spoken.path: spoken for spoken in _speaking_of(project, names, paths, called=True)}
    for function, role in project.serving_functions:
        spoken = files.get(function.site.path)
        if spoken is not None and function.mentions(spoken.words):
            for call in function.calls():
                if last_name(call.node.function) in spoken.last and not wanted.isdisjoint(call.callee.names):
                    yield function, role, call


class _Spoken(Struct, frozen=True):
    """A file that may speak of some things: the last parts of the names by which it does, and how these are written."""

    path: str
    last: frozenset[str]
    words: tuple[str, ...]


def _sources(
    project: Project, names: tuple[str, ...], tests: bool, called: bool
) -> Iterator[tuple[SourceFile, _Spoken]]:
    for spoken in _speaking_of(project, names, project.python_files(tests), called):
        source = project.source(spoken.path)
        if source is not None:
            yield source, spoken


def _speaking_of(project: Project, names: tuple[str, ...], paths: Sequence[str], called: bool) -> Iterator[_Spoken]:
    """The files among these that may use these dotted names, or call them.

    A member of a class that any file names is written behind a dot, with its parenthesis where it is called. What
    stands in a module of a package (`uvicorn.run`) is only looked for in files that name the package or import that
    very name from elsewhere. It goes by the other names, too, that it is given anywhere in the project.
    """
    members = {_last_part(name) for name in names if not _is_of_module(name) and project.families.names_class_of(name)}
    written = [f".{last}(" if called else f".{last}" for last in sorted(members)]
    with_members = project.words.held(written, paths)
    spellings = _spellings(project, filter(_is_of_module, names))
    with_names = project.words.held(set().union(*spellings.values()), paths)
    naming = project.words.held({word for packages in spellings for word in packages}, paths)
    for path in paths:
        if path in with_members or path in with_names:
            found = with_members.get(path, ())
            here = frozenset(with_names.get(path, ()))
            possible = set(_possible(spellings, here, naming.get(path, ()), project.families.names_in(path)))
            last = {name.decode() for name in possible if not called or _called(name).search(project.content(path))}
            if found or last:
                spoken = (*found, *sorted(last))
                yield _Spoken(path, frozenset(last | {member.strip(".(") for member in found}), spoken)


def _spellings(project: Project, names: Iterable[str]) -> dict[tuple[bytes, ...], set[bytes]]:
    """The last parts that things of modules may be written with, by the names that their packages go by."""
    found: dict[tuple[bytes, ...], set[bytes]] = {}
    for name in names:
        packages = tuple(sorted(project.families.also_called(name.partition(".")[0].encode())))
        found.setdefault(packages, set()).update(project.families.also_called(_last_part(name).encode()))
    return found


def _possible(
    spellings: Mapping[tuple[bytes, ...], set[bytes]], here: frozenset[bytes], named: Collection[bytes], file: FileNames
) -> Iterator[bytes]:
    """The last parts, of those `here`, of a file that names the package, imports all of something, or that name."""
    for packages, names in spellings.items():
        own = names & here
        if own and any(package in named for package in packages):
            yield from own
        elif own:
            yield from own if b"*" in file.imported else own & file.imported


@cache
def _called(last: bytes) -> re.Pattern[bytes]:
    # a backslash may break the line
    return re.compile(re.escape(last) + rb"\s*[(\[\\]")


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
