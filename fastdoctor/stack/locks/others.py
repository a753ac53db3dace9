"""What the locks hold that are no TOML: Pipfile.lock, pixi.lock, conda-lock."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from fastdoctor.pattern import pattern
from fastdoctor.stack.lines import Text
from fastdoctor.stack.locks.tables import Lock
from fastdoctor.stack.toml import conflict_in
from fastdoctor.stack.values import LockedPackage, Problem, normalized
from fastdoctor.stack.versions import comparable, number_in
from fastdoctor.stack.yaml import Node, read_yaml

_KNOWN_PIPFILE = 6
_NEWEST_PIXI = 7
_WHEEL = pattern(r"/([A-Za-z0-9_.]+)-(\d[^-/]*)-[^/]*\.whl$")
_CONDA = pattern(r"/([A-Za-z0-9_.-]+)-([^-/]+)-[^-/]+\.(?:conda|tar\.bz2)$")


def read_pipfile_lock(source: Text) -> Lock:
    """The packages of a Pipfile.lock."""
    conflict = conflict_in(source)
    try:
        data = json.loads(source.text)
    except ValueError as problem:
        line = getattr(problem, "lineno", 1)
        return Lock(source.path, (), (conflict or source.problem("is not JSON", line),), complete=False)
    except RecursionError:
        return Lock(source.path, (), (source.problem("nests too deeply to be read"),), complete=False)
    if not isinstance(data, Mapping):
        return Lock(source.path, (), (source.problem("is no Pipfile.lock"),), complete=False)
    spec = data.get("_meta", {}).get("pipfile-spec") if isinstance(data.get("_meta"), Mapping) else None
    problems: tuple[Problem, ...] = ()
    if spec not in (None, _KNOWN_PIPFILE):
        problems = (source.problem(f"is a Pipfile.lock of format {spec}, which this release does not know"),)
    packages = tuple(_pipfile_packages(source, data))
    return Lock(source.path, packages, problems, not problems)


def _pipfile_packages(source: Text, data: Mapping[str, object]) -> Iterator[LockedPackage]:
    for section, entries in data.items():
        if section == "_meta" or not isinstance(entries, Mapping):
            continue
        at = source.text.find(f'"{section}"')
        for name, entry in entries.items():
            if not isinstance(entry, Mapping):
                continue
            at = max(source.text.find(f'"{name}"', max(at, 0)), 0)
            version = comparable(str(entry.get("version", "")).removeprefix("=="))
            place = re.compile(r'"version"\s*:\s*"[^"]*"').search(source.text, at) if version else None
            span = place.span() if place else (at, at + len(name) + 2)
            groups = ({"default": "", "develop": "dev"}.get(section, section),)
            marker = str(entry.get("markers", ""))
            yield LockedPackage(normalized(name), version, source.location(*span), source.path, (), marker, (), groups)


def read_pixi_lock(source: Text) -> Lock:
    """The packages of a pixi.lock, told by the addresses of their files or by their own entries."""
    documents = read_yaml(source)
    if isinstance(documents, Problem):
        return Lock(source.path, (), (documents,), complete=False)
    found: dict[tuple[str, str], LockedPackage] = {}
    problems: list[Problem] = []
    for document in documents:
        stated = document.scalar("version")
        if stated is not None and (number_in(stated) or 0) not in range(1, _NEWEST_PIXI + 1):
            problems.append(source.problem(f"is a lock of format {stated[:20]}, which this release does not know"))
        listed = document.get("packages") or document.get("package")
        for item in listed.items if listed is not None else ():
            package = _pixi_package(source, item)
            if package is not None:
                found.setdefault((package.name, package.version), package)
    return Lock(source.path, tuple(found[key] for key in sorted(found)), tuple(problems), not problems)


def _pixi_package(source: Text, item: Node) -> LockedPackage | None:
    name, version = item.scalar("name"), item.scalar("version")
    address = item.scalar("pypi") or item.scalar("conda") or item.scalar("url") or ""
    if name is None or version is None:
        matched = _WHEEL.search(address) or _CONDA.search(address)
        name, version = name or (matched[1] if matched else None), version or (matched[2] if matched else None)
    if name is None or version is None:
        return None
    place = item.get("version") or item
    return LockedPackage(normalized(name), comparable(version), source.location(place.start, place.end), source.path)
