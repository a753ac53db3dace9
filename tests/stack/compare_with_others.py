"""Compare the readers with others on real files: `python -m tests.stack.compare_with_others FOLDER ...`.

Requirements files are compared with pip's own parser, requirement by requirement; locks with a plain reading of their
entries, and each place with the line it names. Prints every difference and the totals.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import tomli
import yaml

from fastdoctor.files.tree import Unreadable, read_tree
from fastdoctor.stack.lines import Text
from fastdoctor.stack.locks.others import read_pipfile_lock, read_pixi_lock
from fastdoctor.stack.locks.tables import Lock, read_table_lock
from fastdoctor.stack.manifests.requirements_text import read_requirements
from fastdoctor.stack.readers import is_requirements
from fastdoctor.stack.values import normalized

Read = list[tuple[str, str, tuple[str, ...], str]]
Packages = set[tuple[str, str]]


def pip_reads(file: Path) -> Read:
    """Every named requirement as pip reads it; raises what pip raises."""
    from pip._internal.network.session import PipSession
    from pip._internal.req.constructors import install_req_from_parsed_requirement
    from pip._internal.req.req_file import parse_requirements

    found = []
    for parsed in parse_requirements(str(file), session=PipSession()):
        if parsed.is_editable or parsed.constraint:
            continue
        installed = install_req_from_parsed_requirement(parsed)
        if installed.req is not None and installed.req.url is None and installed.link is None:
            extras = tuple(sorted(map(normalized, installed.req.extras)))
            found.append(
                (normalized(installed.req.name), str(installed.req.specifier), extras, str(installed.markers or ""))
            )
    return sorted(found)


def requirements(folder: Path) -> Iterator[tuple[str, str]]:
    """Each requirements file of a folder with "same", "refused by pip too", or the difference."""
    tree = read_tree(folder)
    for path in filter(is_requirements, tree.paths):
        own = read_requirements(tree, path)
        read = [(i.name, i.specifier, i.extras, i.marker) for i in own.requirements if i.name and not i.url]
        kept = [item for item, whole in zip(read, [i for i in own.requirements if i.name and not i.url], strict=True)
                if not whole.constraint]  # fmt: skip
        try:
            expected = pip_reads(folder / path)
        except Exception as problem:
            yield path, "refused by pip too" if own.problems else f"only pip refuses it: {str(problem)[:150]}"
            continue
        difference = sorted(set(kept) ^ set(expected))
        yield path, f"differs: {difference[:3]}" if difference else "same"


def toml_packages(text: str) -> Packages:
    data = tomli.loads(text)
    return {
        (normalized(item["name"]), item.get("version", ""))
        for key in ("package", "packages")
        for item in data.get(key, [])
    }


def json_packages(text: str) -> Packages:
    sections = [entries for name, entries in json.loads(text).items() if name != "_meta"]
    return {
        (normalized(name), entry.get("version", "").removeprefix("=="))
        for entries in sections
        for name, entry in entries.items()
    }


def yaml_packages(text: str) -> Packages:
    """Names and versions as the entries or the file names of their addresses have them."""
    found = set()
    for item in yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)).get("packages", []):
        address = next((str(item[key]) for key in ("pypi", "conda", "url") if key in item), "")
        parts = address.rpartition("/")[2].split("-")
        name = item.get("name") or ("-".join(parts[:-2]) if "conda" in item else parts[0])
        version = item.get("version") or (parts[-2] if "conda" in item else parts[1] if len(parts) > 1 else "")
        if name and version:
            found.add((normalized(str(name)), str(version)))
    return found


PLAIN: dict[str, tuple[Callable[[Text], Lock], Callable[[str], Packages]]] = {
    "uv.lock": (read_table_lock, toml_packages),
    "poetry.lock": (read_table_lock, toml_packages),
    "pdm.lock": (read_table_lock, toml_packages),
    "pylock.toml": (read_table_lock, toml_packages),
    "Pipfile.lock": (read_pipfile_lock, json_packages),
    "pixi.lock": (read_pixi_lock, yaml_packages),
}


def locks(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The kind and path of each lock of a folder, its packages compared with a plain reading of its entries."""
    tree = read_tree(folder)
    for path in tree.paths:
        kind = path.rpartition("/")[2]
        if kind not in PLAIN:
            continue
        reader, plain = PLAIN[kind]
        try:
            text = tree.text(path)
            expected = plain(text)
        except Unreadable as problem:
            yield kind, path, f"not read: {problem}"
            continue
        except (ValueError, yaml.YAMLError) as problem:
            own = reader(Text(path, text))
            yield kind, path, "refused by both" if own.problems else f"read, though it is wrong: {str(problem)[:80]}"
            continue
        lock = reader(Text(path, text))
        if lock.problems:
            yield kind, path, f"not read: {lock.problems[0].message}"
            continue
        difference = sorted({(package.name, package.version) for package in lock.packages} ^ expected)
        lines = text.splitlines()
        wrong = [
            package.name
            for package in lock.packages
            if package.version and package.version not in lines[package.location.region.start_line - 1]
        ]
        yield kind, path, f"differs: {difference[:3]} {wrong[:3]}" if difference or wrong else "same"


def main(folders: list[str]) -> None:
    warnings.simplefilter("ignore")
    totals: dict[str, int] = {}
    for folder in map(Path, folders):
        if not folder.is_dir():
            continue
        compared = (("requirements", path, verdict) for path, verdict in requirements(folder))
        for kind, path, verdict in (*compared, *locks(folder)):
            line = f"{kind}: {verdict.split(':')[0]}"
            totals[line] = totals.get(line, 0) + 1
            if verdict != "same":
                print(f"{folder.name}/{path}: {verdict}")
    for name in sorted(totals):
        print(f"{totals[name]:5} {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
