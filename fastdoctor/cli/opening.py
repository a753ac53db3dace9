"""Which projects a command is about: paths, configurations and rules become trees and projects."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fastdoctor.catalogue import Rule, load_rules, shipped_folder
from fastdoctor.catalogue.loading import PACKAGE
from fastdoctor.cli.reading import Reading
from fastdoctor.configuration import (
    Configuration,
    InvalidConfiguration,
    configuration_in,
    find_configuration,
    matching,
    read_configuration,
    require_known_rules,
)
from fastdoctor.failure import Failure
from fastdoctor.files.bounded import read_at_most
from fastdoctor.files.tree import Tree, read_tree

if TYPE_CHECKING:
    from fastdoctor.cache import Store
    from fastdoctor.project import Project, ProjectSettings
    from fastdoctor.syntax.parsed import ParsedFiles

CONFIGURATION_FILES = frozenset({"fastdoctor.toml", ".fastdoctor.toml", "pyproject.toml"})


class Opened(Struct, frozen=True, dict=True):
    """One PATH: its files, and the configuration of each folder in it ("" is PATH itself).

    `prefix` leads from the folder that all paths are shown relative to down to PATH.
    """

    tree: Tree
    prefix: str
    configurations: Mapping[str, Configuration]
    settings: ProjectSettings
    _parsed: ParsedFiles | None = None
    """Trees that are kept from one run to the next."""

    @cached_property
    def parsed(self) -> ParsedFiles:
        """The trees of its files, parsed once for all that is asked of it."""
        from fastdoctor.syntax.parsed import ParsedFiles

        return self._parsed or ParsedFiles()

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """Its projects, read when somebody asks for them."""
        return self.projects_in(self.tree)

    def projects_in(self, tree: Tree) -> tuple[Project, ...]:
        """The projects of PATH when its files have these contents."""
        from fastdoctor.project import open_projects

        return open_projects(tree, self.settings, self.parsed)


class Catalogue(Struct, frozen=True):
    """The rules of a run; `tool` stands for the state of the tool and of all rules, "" where nothing is kept."""

    rules: tuple[Rule, ...]
    tool: str


def open_paths(
    reading: Reading, contents: Callable[[Tree], Tree] = lambda tree: tree, parsed: ParsedFiles | None = None
) -> tuple[Path, tuple[Opened, ...]]:
    """The folder that shown paths are relative to, and each PATH opened, with the contents that `contents` gives it.

    That folder is the current one when every PATH is in it, else the nearest that holds them all. A PATH inside
    another one is part of it. Raises Failure for configurations that cannot be used.
    """
    paths = _outermost(reading.paths or (Path(),))
    base = _base(paths)
    return base, tuple(replace(_open(path, base, reading, contents), _parsed=parsed) for path in paths)


def load_catalogue(reading: Reading, opened: Iterable[Opened], store: Store | None = None) -> Catalogue:
    """The shipped rules and the user's own; raises Failure for a configuration that names unknown ones."""
    configurations = {
        configuration.file: configuration for one in opened for configuration in one.configurations.values()
    }
    named = (folder for one in configurations.values() for folder in _trusted(one, reading))
    folders = tuple(dict.fromkeys((*reading.rules, *named)))
    catalogue = Catalogue(load_rules(folders), "") if store is None else _remembered_catalogue(store, folders)
    for configuration in configurations.values():
        require_known_rules(configuration, catalogue.rules)
    return catalogue


def _remembered_catalogue(store: Store, folders: tuple[Path, ...]) -> Catalogue:
    from fastdoctor.cache.catalogue import remembered_rules
    from fastdoctor.cache.identity import tool_identity

    tool = tool_identity((PACKAGE, shipped_folder(), *folders))
    return Catalogue(remembered_rules(store, tool, lambda: load_rules(folders)), tool)


def _trusted(configuration: Configuration, reading: Reading) -> tuple[Path, ...]:
    """Rules are code: those that a scanned repository brings along are not run unless the user says so."""
    if configuration.rule_folders and not reading.trust_rules and not reading.config:
        raise InvalidConfiguration(
            f"{configuration.file} names rule folders; they hold code of this repository, which would be run.\n"
            "Pass --trust-rules if you trust it, or --isolated to go without its configuration."
        )
    return configuration.rule_folders


def _outermost(paths: Iterable[Path]) -> list[Path]:
    resolved = sorted({path.resolve() for path in paths})
    return [path for path in resolved if not any(other in path.parents for other in resolved)]


def _base(paths: list[Path]) -> Path:
    current = Path.cwd().resolve()
    folders = [path if path.is_dir() else path.parent for path in paths]
    if all(folder.is_relative_to(current) for folder in folders):
        return current
    return Path(os.path.commonpath(folders))


def _open(path: Path, base: Path, reading: Reading, contents: Callable[[Tree], Tree]) -> Opened:
    from fastdoctor.project.settings import ProjectSettings

    folder = path if path.is_dir() else path.parent
    tree = contents(read_tree(folder) if path.is_dir() else Tree(folder, (path.name,)))
    if not path.is_dir():
        tree = replace(tree, paths=tuple(name for name in tree.paths if name == path.name))
    configurations = dict(_configurations(tree, reading))
    tree = _without_excluded(tree, configurations.values(), reading)
    settings = ProjectSettings(
        entrypoint=configurations[""].entrypoint,
        exclude=(),
        environment=_environment(reading),
        interpreter=reading.environment,
    )
    prefix = folder.relative_to(base).as_posix()
    prefix = "" if prefix == "." else prefix
    return Opened(tree, prefix, configurations, settings)


def _configurations(tree: Tree, reading: Reading) -> Iterator[tuple[str, Configuration]]:
    """What holds at the top, then each nested folder with a configuration of its own."""
    if reading.isolated or reading.config:
        yield "", read_configuration(reading.config.resolve()) if reading.config else Configuration(folder=tree.root)
        return
    found = find_configuration(tree.root)
    yield "", read_configuration(found) if found else Configuration(folder=tree.root)
    parts = (path.rpartition("/") for path in tree.paths)
    folders = {folder for folder, _, name in parts if name in CONFIGURATION_FILES} - {""}
    for folder in sorted(folders):
        if nested := configuration_in(tree.root / folder):
            yield folder, _without_entrypoint(read_configuration(nested))


def _without_entrypoint(configuration: Configuration) -> Configuration:
    if configuration.entrypoint:
        raise InvalidConfiguration(
            f"{configuration.file}: `entrypoint` counts in the configuration of the checked folder only; "
            "write `entrypoint` under [tool.fastapi] in this project's pyproject.toml instead"
        )
    return configuration


def _without_excluded(tree: Tree, configurations: Iterable[Configuration], reading: Reading) -> Tree:
    folders = tuple(f"{folder}/" for folder in tree.closed)
    all_paths = (*tree.paths, *folders)
    excluded = matching(reading.exclude, Path.cwd().resolve(), tree.root, all_paths)
    for configuration in configurations:
        excluded |= matching(configuration.exclude, configuration.folder, tree.root, all_paths)
    if not excluded:
        return tree
    return replace(
        tree,
        paths=tuple(path for path in tree.paths if path not in excluded),
        closed=tuple(folder for folder in tree.closed if f"{folder}/" not in excluded),
    )


def _environment(reading: Reading) -> dict[str, str]:
    lines = [line for file in reading.env_file for line in _lines(file)]
    variables = dict(_variable(line) for line in lines if line.strip() and not line.lstrip().startswith("#"))
    return variables | dict(map(_variable, reading.env))


def _lines(file: Path) -> list[str]:
    try:
        return read_at_most(file).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as problem:
        raise Failure(f"{file} is no list of variables: {problem}") from problem


def _variable(text: str) -> tuple[str, str]:
    name, separator, value = text.strip().removeprefix("export ").partition("=")
    if not separator or not name.strip():
        raise Failure(f"{text!r} is no variable of an environment: write KEY=VALUE")
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return name.strip(), value[1:-1] if quoted else value
