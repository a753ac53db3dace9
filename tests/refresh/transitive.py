"""Write fastdoctor/knowledge/data/transitive.json anew: `python -m tests.refresh.transitive FOLDER ...`.

Each FOLDER holds projects with locks (uv.lock, poetry.lock, pdm.lock). Locks say what each package requires, so they
tell which packages bring others along without asking an index.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli

from tests.refresh.knowledge import DATA
from tests.refresh.packages import METADATA_ONLY, OLDEST, TRANSITIVE


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def edges(lock: dict[str, Any]) -> Iterator[tuple[str, set[str]]]:
    """Each package of a lock with what it requires without any extra, on any platform."""
    for package in lock.get("package", []):
        dependencies = package.get("dependencies", [])
        names: set[str] = set()
        if isinstance(dependencies, dict):
            for name, value in dependencies.items():
                optional = isinstance(value, dict) and (
                    value.get("optional") or "extra ==" in str(value.get("markers"))
                )
                names |= set() if optional else {name}
        else:
            for item in dependencies:
                names.add(item["name"] if isinstance(item, dict) else re.split(r"[^A-Za-z0-9._-]", item)[0])
        own = package.get("source", {})
        if not any(key in own for key in ("editable", "virtual", "directory")):
            yield normalized(package["name"]), {normalized(name) for name in names}


def brought(graph: dict[str, set[str]]) -> dict[str, list[str]]:
    """The packages of interest that each package brings along."""
    found = {}
    for name in sorted(graph.keys() - OLDEST.keys() - METADATA_ONLY.keys()):
        reached, waiting = {name}, [name]
        while waiting:
            following = graph.get(waiting.pop(), set()) - reached
            reached |= following
            waiting += following - OLDEST.keys()  # what those require is known release by release
        found[name] = sorted(set(TRANSITIVE) & reached - {name})
    return found


def main(folders: list[str]) -> None:
    graph: dict[str, set[str]] = {}
    for folder in folders:
        for name in ("uv.lock", "poetry.lock", "pdm.lock"):
            for file in sorted(Path(folder).rglob(name)):
                for package, names in edges(tomli.loads(file.read_text("utf-8"))):
                    graph.setdefault(package, set()).update(names)
    found = brought(graph)
    facts = {
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "brings": {name: names for name, names in found.items() if names},
        "plain": [name for name, names in found.items() if not names],
    }
    text = json.dumps(facts, separators=(",", ":"))
    (DATA / "transitive.json").write_text(text.replace("],", "],\n") + "\n", "utf-8")
    print(f"{len(facts['brings'])} packages bring others along, {len(facts['plain'])} do not")


if __name__ == "__main__":
    main(sys.argv[1:])
