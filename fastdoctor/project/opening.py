"""Which projects a tree holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.model.application import read_applications
from fastdoctor.model.discovery import candidates, eager_in
from fastdoctor.model.facts import Application
from fastdoctor.model.semantics import FrameworkSemantics
from fastdoctor.model.version_constants import PACKAGES, version_value
from fastdoctor.names.interpreter import Interpreter
from fastdoctor.names.values import Value
from fastdoctor.processes import processes_for
from fastdoctor.project.project import Project
from fastdoctor.project.settings import ProjectSettings
from fastdoctor.project.targets import module_of
from fastdoctor.stack import Stack, read_stacks
from fastdoctor.syntax.parsed import ParsedFiles

_FRAMEWORKS = ("fastapi", "starlette")
_FIXTURES = frozenset({"fixtures", "testdata"})
"""Folders of projects that are only what tests read."""


def open_projects(files: Tree, settings: ProjectSettings, parsed: ParsedFiles | None = None) -> tuple[Project, ...]:
    """The projects that use FastAPI or Starlette, sorted by folder; () where there is none.

    `parsed` has the trees of an earlier run and keeps those of this one.
    """
    # one reading serves every project of a repository: they import one another
    semantics = FrameworkSemantics()
    run = Interpreter(
        files,
        semantics,
        dict(settings.environment),
        eager_in(files),
        ParsedFiles() if parsed is None else parsed,
    )
    python_files = [path for path in files.paths if path.endswith(".py")]
    with _reading_ahead(run, len(python_files)):
        using = files.words.holding(_FRAMEWORKS, python_files, whole=True)
        if not using:
            return ()
        stacks = {stack.root: stack for stack in _stacks(files, settings)}
        owners = _owners(files.paths, tuple(stacks))
        roots = sorted({owners[path] for path in using if _FIXTURES.isdisjoint(owners[path].split("/"))})
        read = {root: stacks[root] for root in roots if root in stacks}
        semantics.versions = dict(_versions(read.values()))
        copying = {root for root, stack in read.items() if stack.satisfies("fastapi<0.137")}
        named = tuple(_named(run, read.values(), settings.entrypoint))
        applications = read_applications(run, lambda path: owners.get(path, "") not in copying, named)
    return tuple(_project(root, stacks, run, owners, applications) for root in roots)


def _stacks(files: Tree, settings: ProjectSettings) -> tuple[Stack, ...]:
    """The stacks of a tree; they rest on whole texts, of Python files too: on comments, and on what functions do."""
    if files.trace is None:
        return read_stacks(files, settings.interpreter)
    with files.trace.answering() as read:
        found = read_stacks(files, settings.interpreter)
    for path in read.files:
        files.trace.keep(path, bytes)
    return found


@contextmanager
def _reading_ahead(run: Interpreter, python_files: int) -> Iterator[None]:
    """Have another process read ahead of this one, where that pays and nothing is known from an earlier run."""
    if run.parsed.kept or processes_for(python_files) == 1:
        yield
        return
    from fastdoctor.names.ahead import Reading, reading_ahead

    with reading_ahead(Reading(run.files, run.index, partial(candidates, run.files), run.eager)) as ahead:
        run.parsed.ahead = ahead.trees
        yield
        run.parsed.learn(ahead.trees())
        if ahead.words is not None:
            run.files.words.learn(ahead.words)
    run.parsed.ahead = None


def _versions(stacks: Iterable[Stack]) -> Iterator[tuple[str, Value]]:
    """What asking for the version of a package gives: one reading serves all projects, so any that one of them has."""
    for package in PACKAGES:
        versions = {version for stack in stacks for version in stack.candidates(package)}
        if versions:
            yield package, version_value(versions)


def _named(run: Interpreter, stacks: Iterable[Stack], entrypoint: str | None) -> Iterator[tuple[str, str]]:
    """The applications that the user, `[tool.fastapi]` and start commands name, as files and attributes."""
    for stack in stacks:
        targets = [(target, ()) for target in (entrypoint, _entrypoint(run.files, stack.root)) if target]
        for target, folders in [*targets, *((command.target, command.search_path) for command in stack.commands)]:
            found = module_of(run, target, (*folders, stack.root))
            if found is not None and found[0]:
                run.index.learn(target.partition(":")[0], found[0])
                yield found


def _entrypoint(files: Tree, root: str) -> str:
    """FastAPI's own key in pyproject.toml, "" where there is none."""
    import tomli

    path = f"{root}/pyproject.toml".lstrip("/")
    try:
        found: object = tomli.loads(files.text(path)) if path in files else None
    except (Unreadable, ValueError, RecursionError):
        return ""  # the stack reports a file that cannot be read
    for key in ("tool", "fastapi", "entrypoint"):
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, str) else ""


def _project(
    root: str,
    stacks: Mapping[str, Stack],
    run: Interpreter,
    owners: Mapping[str, str],
    applications: tuple[Application, ...],
) -> Project:
    paths = tuple(path for path in run.files.paths if owners[path] == root)
    own = tuple(application for application in applications if owners.get(application.site.path) == root)
    around = tuple(stack for other, stack in stacks.items() if other != root and f"{root}/".startswith(_inside(other)))
    return Project(root, paths, run, stacks.get(root) or Stack.empty(root), own, applications, around)


def _inside(folder: str) -> str:
    return f"{folder}/" if folder else ""


def _owners(paths: tuple[str, ...], roots: tuple[str, ...]) -> dict[str, str]:
    """The folder of the nearest manifest at or above each path, "" where there is none."""
    known = frozenset(roots)
    owners: dict[str, str] = {}
    folders: dict[str, str] = {"": ""}
    for path in paths:
        owners[path] = _owner(path.rpartition("/")[0], known, folders)
    return owners


def _owner(folder: str, roots: frozenset[str], folders: dict[str, str]) -> str:
    if folder not in folders:
        folders[folder] = folder if folder in roots else _owner(folder.rpartition("/")[0], roots, folders)
    return folders[folder]
