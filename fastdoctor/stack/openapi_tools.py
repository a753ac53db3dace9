"""Which tools of a repository read the OpenAPI document, in which version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from fastdoctor.files.tree import Tree
from fastdoctor.finding import Location, Region
from fastdoctor.pattern import pattern


class OpenapiTool(Struct, frozen=True):
    """A generator of clients or the like; `version` as far as it is written, None for "latest" and the like."""

    name: str
    version: tuple[int, ...] | None
    location: Location


_PACKAGE = pattern(r'"(openapi-typescript|orval)"\s*:\s*"([^"]*)"')
_GENERATOR = pattern(r'"(version)"\s*:\s*"([^"]*)"')
_CONTAINER = pattern(r"\b(?:swaggerapi/(swagger-codegen)-cli(?!-v3)|openapitools/(openapi-generator)-cli):v?([\w.]+)")
_NUMBERS = pattern(r"(?a:\d{1,9}(?:\.\d{1,9})*)")
_SCRIPTS = (".yml", ".yaml", ".sh", "Makefile", "justfile")


def openapi_tools(files: Tree, paths: Iterable[str]) -> Iterator[OpenapiTool]:
    """The tools that these files name, in the order of the files."""
    for path in paths:
        name = path.rpartition("/")[2]
        if name == "package.json":
            yield from _named(files, path, _PACKAGE)
        elif name == "openapitools.json":
            yield from _named(files, path, _GENERATOR, "openapi-generator")
        elif name.endswith(_SCRIPTS):
            yield from _containers(files, path)


def _named(files: Tree, path: str, pattern: re.Pattern[str], fixed: str = "") -> Iterator[OpenapiTool]:
    text = files.readable_text(path)
    for found in pattern.finditer(text):
        yield OpenapiTool(fixed or found[1], _version(found[2]), _location(path, text, found.start(2), found.end(2)))


def _containers(files: Tree, path: str) -> Iterator[OpenapiTool]:
    text = files.readable_text(path)
    for found in _CONTAINER.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if "#" not in line:
            location = _location(path, text, found.start(), found.end())
            yield OpenapiTool(found[1] or found[2], _version(found[3]), location)


def _version(text: str) -> tuple[int, ...] | None:
    found = _NUMBERS.search(text)
    return tuple(int(part) for part in found[0].split(".")) if found else None


def _location(path: str, text: str, start: int, end: int) -> Location:
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return Location(path, Region(line, column, line, column + end - start))
