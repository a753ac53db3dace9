"""Which files may speak of a thing, and by which words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.names.canonical import canonical, imported_words
from fastdoctor.project.expressions import Expression, Piece, Place, expression
from fastdoctor.project.fact import remembered
from fastdoctor.project.source import SourceFile, Statement, call_at
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.file_names import FileNames
    from fastdoctor.project.calls import Call
    from fastdoctor.project.classes import Class
    from fastdoctor.project.functions import Function, Sought
    from fastdoctor.project.project import Project


def calls_of(project: Project, names: tuple[str, ...], tests: bool) -> Iterator[Call]:
    """The calls of these things in the project's files."""
    wanted = set(names)
    for spoken in _speaking_of(project, names, project.python_files(tests), called=True):
        yield from remembered(project, ("calls", names, spoken), partial(_calls_in, project, spoken, wanted))


def _calls_in(project: Project, spoken: _Spoken, wanted: AbstractSet[str]) -> Iterator[Call]:
    for statement in _statements(project, spoken, tree.Call):
        if last_name(statement.node.function) in spoken.last:
            call = call_at(project.run, statement)
            if not wanted.isdisjoint(call.callee.names):
                yield call


def references_to(project: Project, names: tuple[str, ...], tests: bool) -> Iterator[Expression]:
    """The names and attributes in the project's files that stand for these things."""
    wanted = set(names)
    for spoken in _speaking_of(project, names, project.python_files(tests), called=False):
        yield from remembered(project, ("references", names, spoken), partial(_references_in, project, spoken, wanted))


def _references_in(project: Project, spoken: _Spoken, wanted: AbstractSet[str]) -> Iterator[Expression]:
    for statement in _statements(project, spoken, tree.Name, tree.Attribute):
        node = statement.node
        if last_name(node) in spoken.last:
            found = expression(project.run, spoken.path, node, statement.frame)
            if not wanted.isdisjoint(found.names):
                yield found


def serving_calls_of(project: Project, names: tuple[str, ...]) -> Iterator[tuple[Function, str, Call]]:
    """The calls of these things in the functions that serve requests; only functions that may call one are read."""
    wanted = set(names)
    paths = tuple(sorted({function.site.path for function, _ in project.serving_functions}))
    files = {spoken.path: spoken for spoken in _speaking_of(project, names, paths, called=True)}
    for function, role in project.serving_functions:
        spoken = files.get(function.site.path)
        if spoken is not None:
            key = "serving calls", names, spoken, function.value
            for call in remembered(project, key, partial(_calls_by, function, spoken, wanted)):
                yield function, role, call


def _calls_by(function: Function, spoken: _Spoken, wanted: AbstractSet[str]) -> Iterator[Call]:
    if function.mentions(spoken.sought):
        for call in function.calls():
            if last_name(call.node.function) in spoken.last and not wanted.isdisjoint(call.callee.names):
                yield call


def imports_of(project: Project, modules: tuple[str, ...], tests: bool, guarded: bool) -> Iterator[tuple[str, Place]]:
    """The imports of these external modules or of what is in them; see `Project.imports`."""
    words = frozenset[str]().union(*map(imported_words, modules))
    for source in project.sources(*sorted(words), tests=tests):
        key = "imports", modules, guarded, source.path
        yield from remembered(project, key, partial(_imports_in, project, source, modules, words, guarded))


def _imports_in(
    project: Project, source: SourceFile, modules: tuple[str, ...], words: AbstractSet[str], guarded: bool
) -> Iterator[tuple[str, Place]]:
    for statement in source.statements(tree.Import, tree.ImportFrom, words=words):
        if guarded or not statement.guarded:
            for name, place in _imported(project, statement, source.path):
                if any(name == module or name.startswith(f"{module}.") for module in modules):
                    yield name, place


def _imported(project: Project, statement: Statement, path: str) -> Iterator[tuple[str, Place]]:
    node, run = statement.node, project.run
    if isinstance(node, tree.Import):
        for imported in node.names:
            if run.index.absolute(imported.name, path) is None:
                yield imported.name, Piece(run, path, imported)
    elif isinstance(node, tree.ImportFrom) and not node.level and run.index.absolute(node.module, path) is None:
        for imported in node.names:
            name = canonical(f"{node.module}.{imported.name}")
            yield name, Piece(run, path, imported)


def classes_of(project: Project, bases: tuple[str, ...], tests: bool) -> Iterator[Class]:
    """The classes that surely derive from one of these; see `Project.classes`."""
    possible = set(project.families.files_with(bases)) if bases else set(project.paths)
    for path in project.python_files(tests):
        source = project.source(path) if path in possible else None
        if source is not None:
            yield from remembered(project, ("classes", bases, path), partial(_classes_in, source, bases))


def _classes_in(source: SourceFile, bases: tuple[str, ...]) -> Iterator[Class]:
    return (found for found in source.classes if not bases or found.derives_from(*bases))


def assignments_of(project: Project, name: str, tests: bool) -> Iterator[tuple[Expression, Expression, Place]]:
    """`owner.name = value` everywhere; see `Project.attribute_assignments`."""
    for source in project.sources(f".{name}", tests=tests):
        yield from remembered(project, ("assignments", name, source.path), partial(_assignments_in, source, name))


def _assignments_in(source: SourceFile, name: str) -> Iterator[tuple[Expression, Expression, Place]]:
    run = source.module.run
    for statement in source.statements(tree.Assign, words=[f".{name}"]):
        for target in statement.node.targets:
            if isinstance(target, tree.Attribute) and target.name == name:
                owner = expression(run, source.path, target.value, statement.frame)
                value = expression(run, source.path, statement.node.value, statement.frame)
                yield owner, value, Piece(run, source.path, target)


class _Spoken(Struct, frozen=True, dict=True):
    """A file that may speak of some things, or call them: the last parts of the names by which it does.

    `members` are written behind a dot, `names` may stand alone.
    """

    path: str
    members: tuple[str, ...]
    names: tuple[str, ...]
    called: bool

    @cached_property
    def last(self) -> frozenset[str]:
        return frozenset((*self.members, *self.names))

    @cached_property
    def sought(self) -> tuple[Sought, ...]:
        """How these are written."""
        members = (f".{member}(" if self.called else f".{member}" for member in self.members)
        return (*members, *(_calling(name) if self.called else name for name in self.names))


def _statements(project: Project, spoken: _Spoken, *kinds: type) -> Iterator[Statement]:
    source = project.source(spoken.path)
    return source.statements(*kinds, words=spoken.sought) if source is not None else iter(())


class _Called(Struct, frozen=True):
    """The question whether something of a name may be called in a file."""

    name: bytes

    def __call__(self, content: bytes) -> bool:
        return self.name in content and _called(self.name).search(content) is not None


def _speaking_of(project: Project, names: tuple[str, ...], paths: tuple[str, ...], called: bool) -> Iterable[_Spoken]:
    return remembered(project, ("speaking", names, paths, called), partial(_found, project, names, paths, called))


def _found(project: Project, names: tuple[str, ...], paths: tuple[str, ...], called: bool) -> Iterator[_Spoken]:
    """The files among these that may use these dotted names, or call them.

    A member of a class that any file names is written behind a dot, with its parenthesis where it is called. What
    stands in a module of a package (`uvicorn.run`) is only looked for in files that name the package or import that
    very name from elsewhere. It goes by the other names, too, that it is given anywhere in the project.
    """
    members = {_last_part(name) for name in names if not _is_of_module(name) and project.families.names_class_of(name)}
    written = [f".{last}(" if called else f".{last}" for last in sorted(members)]
    with_members = project.words.held(written, paths)
    spellings = _spellings(project, filter(_is_of_module, names))
    with_names = project.words.held(set().union(*spellings.values()), paths, whole=True)
    naming = project.words.held({word for packages in spellings for word in packages}, paths, whole=True)
    ask = project.run.files.asked_of_all
    is_called = {name: ask(_Called(name)) for names in spellings.values() for name in names} if called else {}
    for path in paths:
        if path in with_members or path in with_names:
            found = tuple(member.strip(".(") for member in with_members.get(path, ()))
            here = frozenset(with_names.get(path, ()))
            possible = set(_possible(spellings, here, naming.get(path, ()), project.families.names_in(path)))
            last = {name.decode() for name in possible if not called or is_called[name](path)}
            if found or last:
                yield _Spoken(path, found, tuple(sorted(last)), called)


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


@cache
def _calling(last: str) -> re.Pattern[str]:
    """The same in a text, and only where no longer name ends with it."""
    return re.compile(rf"{last}(?<!\w{last})\s*[(\[\\]")


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
