"""Compare the readers with others on real files: `python -m tests.stack.compare_with_others FOLDER ...`.

Requirements files are compared with pip's own parser, requirement by requirement; TOML locks with a plain reading of
their tables, and each place with the line it names. Prints every difference and the totals.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import tomli

from fastdoctor.files.tree import Unreadable, read_tree
from fastdoctor.stack.lines import Text
from fastdoctor.stack.locks.tables import read_table_lock
from fastdoctor.stack.manifests.requirements_text import read_requirements
from fastdoctor.stack.readers import is_requirements
from fastdoctor.stack.values import normalized

Read = list[tuple[str, str, tuple[str, ...], str]]


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
        yield path, f"differs: {difference[:3]}" if difference or len(kept) != len(expected) else "same"


def locks(folder: Path) -> Iterator[tuple[str, str]]:
    """Each TOML lock of a folder, its packages compared with a plain reading of the tables."""
    tree = read_tree(folder)
    for path in tree.paths:
        if path.rpartition("/")[2] not in {"uv.lock", "poetry.lock", "pdm.lock"}:
            continue
        try:
            text = tree.text(path)
        except Unreadable as problem:
            yield path, f"not read: {problem}"
            continue
        own = {(package.name, package.version) for package in read_table_lock(Text(path, text)).packages}
        plain = {(normalized(p["name"]), p.get("version", "")) for p in tomli.loads(text).get("package", [])}
        lines = text.splitlines()
        wrong = [
            package.name
            for package in read_table_lock(Text(path, text)).packages
            if package.version and f'"{package.version}"' not in lines[package.location.region.start_line - 1]
        ]
        yield path, "same" if own == plain and not wrong else f"differs: {sorted(own ^ plain)[:3]} {wrong[:3]}"


def main(folders: list[str]) -> None:
    warnings.simplefilter("ignore")
    totals: dict[str, int] = {}
    for folder in map(Path, folders):
        if not folder.is_dir():
            continue
        for kind, found in (("requirements", requirements(folder)), ("lock", locks(folder))):
            for path, verdict in found:
                totals[f"{kind}: {verdict.split(':')[0]}"] = totals.get(f"{kind}: {verdict.split(':')[0]}", 0) + 1
                if verdict != "same":
                    print(f"{folder.name}/{path}: {verdict}")
    for name in sorted(totals):
        print(f"{totals[name]:5} {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
