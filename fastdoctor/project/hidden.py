"""Which files of a project are imported in the place of an installed package?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.project.expressions import Piece, Place
from fastdoctor.stack.values import normalized
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project.project import Project
    from fastdoctor.project.source import SourceFile

_OF_FASTAPI = ("starlette", "pydantic", "anyio", "typing_extensions")
"""What FastAPI itself imports."""
_DISTRIBUTIONS = {
    "jwt": "pyjwt",
    "jose": "python-jose",
    "multipart": "python-multipart",
    "dotenv": "python-dotenv",
    "yaml": "pyyaml",
    "bs4": "beautifulsoup4",
    "PIL": "pillow",
    "dateutil": "python-dateutil",
    "psycopg2": "psycopg2-binary",
    "magic": "python-magic",
    "slugify": "python-slugify",
}
"""Import names that are not their distribution's."""


class HiddenPackage(Struct, frozen=True, eq=False):
    """A file that programs get instead of a package; `use` is an import of what the file lacks, `missing` its name."""

    package: str
    path: str
    use: Place
    missing: str


def hidden_packages(project: Project) -> Iterator[HiddenPackage]:
    """The files beside the programs that lack what is imported by their name, and are named like a package in use."""
    used = {"fastapi", *_OF_FASTAPI, *_declared(project)}
    for folder in sorted(_folders_of_programs(project)):
        for path in project.paths:
            name = _top_level(path, folder)
            if name in used:
                found = next(_lacking(project, folder, path, name), None)
                if found is not None:
                    yield HiddenPackage(name, path, *found)


def _declared(project: Project) -> Iterator[str]:
    """The import names of the packages that the project asks for."""
    renamed = {distribution: name for name, distribution in _DISTRIBUTIONS.items()}
    for item in project.stack.requirements:
        if item.name and not item.url and item.name != normalized(project.stack.name):
            yield renamed.get(item.name, item.name.replace("-", "_"))


def _folders_of_programs(project: Project) -> set[str]:
    """The folders that are searched for modules first: the project's own, and those that commands start in."""
    found = {project.root}
    for command in project.stack.commands:
        found.update(command.search_path)
    return found


def _top_level(path: str, folder: str) -> str:
    """The name under which a file directly in a folder is imported, "" for any other file."""
    below = path.removeprefix(f"{folder}/") if folder else path
    if folder and below == path:
        return ""
    name = below.removesuffix("/__init__.py").removesuffix(".py")
    return "" if "/" in name or name == below else name


def _lacking(project: Project, folder: str, path: str, package: str) -> Iterator[tuple[Place, str]]:
    """The imports of things that the file does not have, and what it lacks."""
    own = _names(project, path)
    if own is None:
        return
    inside = f"{path.removesuffix('__init__.py')}"
    for source in project.sources(package, "fastapi"):
        if folder and not source.path.startswith(f"{folder}/"):
            continue
        if inside.endswith("/") and source.path.startswith(inside):
            continue  # a package of the project speaks of itself
        for place, name in _imported(project, source, package):
            if name not in own and project.run.index.child(path, name) is None:
                yield place, f"{package}.{name}"
        if package in _OF_FASTAPI and source.path != path:
            for place, _ in _imported(project, source, "fastapi"):
                yield place, "what FastAPI needs of it"


def _names(project: Project, path: str) -> frozenset[str] | None:
    """The names that a file defines; None where more may be there."""
    module = project.run.syntax(path)
    if module is None or any(
        isinstance(statement, tree.ImportFrom) and any(item.name == "*" for item in statement.names)
        for statement in module.body
    ):
        return None
    names = frozenset(project.run.names_of(project.run.module(path)))
    return None if "__getattr__" in names else names


def _imported(project: Project, source: SourceFile, package: str) -> Iterator[tuple[Place, str]]:
    """What a file takes from a package by name: `from package import name`, and `package.name` after an import."""
    bound = set[str]()
    for statement in source.statements(tree.Import, tree.ImportFrom, tree.Attribute):
        node = statement.node
        if isinstance(node, tree.ImportFrom) and node.module == package and not node.level and not statement.guarded:
            for item in node.names:
                if item.name != "*":
                    yield Piece(project.run, source.path, item), item.name
        elif isinstance(node, tree.Import) and not statement.guarded:
            bound |= {item.alias or item.name for item in node.names if item.name == package}
        elif isinstance(node, tree.Attribute) and isinstance(node.value, tree.Name) and node.value.id in bound:
            yield Piece(project.run, source.path, node), node.name
