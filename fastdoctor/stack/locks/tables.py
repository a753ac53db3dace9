"""What the TOML locks hold: uv.lock, poetry.lock, pdm.lock, pylock.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from fastdoctor.finding import Location
from fastdoctor.pattern import pattern
from fastdoctor.stack.lines import Text
from fastdoctor.stack.toml import read_toml, strings, table
from fastdoctor.stack.values import LockedPackage, Problem, normalized
from fastdoctor.stack.versions import comparable

_VERSION_LINE = pattern(r"^version\s*=\s*(\"[^\"\n]*\"|'[^'\n]*')", re.MULTILINE)
_STRING, _NUMBER = r'"[ !#-\[\]-~]*"', r"(?:0|[1-9][0-9]{0,17})"
_FILES = pattern(
    rf"^([A-Za-z0-9_-]+ = \[)\n"
    rf"(?:[ ]{{4}}\{{[ ]?(?:url|file) = {_STRING}(?:, [a-z-]+ = (?:{_STRING}|{_NUMBER}))*[ ]?\}},\n)+\]$",
    re.MULTILINE,
)
"""A list of the files of a package: addresses and digests, nine tenths of a lock. What matches is TOML."""
_KNOWN_UV = frozenset({"1"})
_KNOWN_POETRY = frozenset({"1", "2"})
_KNOWN_PDM = frozenset({"2", "3", "4"})
_KNOWN_PYLOCK = frozenset({"1"})
"""The major versions of each format that are understood."""


class Lock(Struct, frozen=True):
    """One lock: its packages; `complete` is False where some of it could not be read."""

    path: str
    packages: tuple[LockedPackage, ...]
    problems: tuple[Problem, ...] = ()
    complete: bool = True
    requires_python: str = ""


def read_table_lock(source: Text) -> Lock:
    """The packages of a lock in TOML, whichever tool wrote it; told by the file's name."""
    toml = read_toml(replace(source, text=_FILES.sub(_emptied, source.text)))
    if isinstance(toml, Problem):
        return Lock(source.path, (), (toml,), complete=False)
    name = source.path.rpartition("/")[2]
    key = "packages" if name.startswith("pylock") else "package"
    entries = toml.data.get(key, [])
    if not isinstance(entries, list):
        return Lock(source.path, (), (source.problem(f"`{key}` is no list of packages"),), complete=False)
    problems = tuple(_unknown_format(source, toml.data, name))
    places = list(_places(source))
    packages = []
    for index, entry in enumerate(entries):
        location = places[index] if index < len(places) else Location(source.path)
        if isinstance(entry, Mapping) and isinstance(entry.get("name"), str):
            packages.append(_package(entry, source.path, location))
    python = toml.data.get("requires-python") or table(toml.data, "metadata").get("python-versions") or ""
    return Lock(source.path, tuple(packages), problems, not problems, str(python))


def _emptied(files: re.Match[str]) -> str:
    """A list without what is in it, as many lines long."""
    return files[1] + "\n" * files[0].count("\n") + "]"


def _unknown_format(source: Text, data: Mapping[str, Any], name: str) -> Iterator[Problem]:
    metadata = table(data, "metadata")
    kinds = {
        "uv.lock": (data.get("version"), _KNOWN_UV),
        "poetry.lock": (metadata.get("lock-version"), _KNOWN_POETRY),
        "pdm.lock": (metadata.get("lock_version"), _KNOWN_PDM),
    }
    kind = "pylock" if name.startswith("pylock") else name
    stated, known = kinds.get(name, (data.get("lock-version"), _KNOWN_PYLOCK))
    if stated is not None and str(stated).partition(".")[0] not in known:
        yield source.problem(f"is a {kind} of format {stated}, which this release does not know")


def _places(source: Text) -> Iterator[Location]:
    """Where each package's version stands, its name where it has none."""
    headers = (found.start() for found in re.finditer(r"\[\[packages?\]\]", source.text))
    starts = [start for start in headers if start == 0 or source.text[start - 1] == "\n"]
    for start, end in zip(starts, [*starts, len(source.text)][1:], strict=True):
        found = _VERSION_LINE.search(source.text, start, end)
        following = source.text.find("\n", start)
        yield source.location(*(found.span() if found else (start, following if following > 0 else end)))


def _package(entry: Mapping[str, Any], path: str, location: Location) -> LockedPackage:
    groups = entry.get("groups")
    if groups is None and isinstance(entry.get("category"), str):
        groups = [entry["category"]]
    markers = entry.get("resolution-markers") or entry.get("markers") or entry.get("marker") or ""
    return LockedPackage(
        normalized(str(entry["name"])),
        comparable(str(entry.get("version", ""))),
        location,
        path,
        tuple(normalized(text) for _, text in strings(entry.get("extras"))),
        _marker(markers),
        _required(entry),
        tuple("" if text in {"main", "default"} else text for _, text in strings(groups)),
        _own_folder(table(entry, "source")),
    )


def _marker(value: object) -> str:
    if isinstance(value, list):
        return " or ".join(f"({text})" for _, text in strings(value))
    if isinstance(value, Mapping):  # poetry: one marker for each group
        return " or ".join(f"({text})" for text in value.values() if isinstance(text, str))
    return value if isinstance(value, str) else ""


def _required(entry: Mapping[str, Any]) -> tuple[str, ...]:
    names: set[str] = set()
    for dependencies in (entry.get("dependencies"), *table(entry, "optional-dependencies").values(),
                         *table(entry, "dev-dependencies").values()):  # fmt: skip
        if isinstance(dependencies, Mapping):
            names.update(dependencies)
        for item in dependencies if isinstance(dependencies, list) else ():
            if isinstance(item, str):
                names.add(re.split(r"[^A-Za-z0-9._-]", item, maxsplit=1)[0])
            elif isinstance(item, Mapping):
                names.add(str(item.get("name", "")))
    return tuple(sorted(normalized(name) for name in names if name))


def _own_folder(source: Mapping[str, Any]) -> str | None:
    for key in ("editable", "virtual", "directory"):
        if isinstance(source.get(key), str):
            return str(source[key])
    return None
