"""Write fastdoctor/knowledge/data/*.json anew: `python -m tests.refresh.knowledge CACHE [PACKAGE ...]`.

CACHE is a folder that keeps what was unpacked, so that a second run is quick. Run from the root of the checkout.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from packaging.version import Version

from tests.refresh.interface import Interface, interface
from tests.refresh.packages import EARLIER, METADATA_ONLY, NEWEST_ONLY, OLDEST
from tests.refresh.releases import Metadata, metadata, unpacked, versions
from tests.refresh.spans import by_span, keyed_by_span

_DEVELOPMENT = re.compile(r"extra == ['\"](?:dev|doc|test)['\"]")
DATA = Path(__file__).parent.parent.parent / "fastdoctor" / "knowledge" / "data"


def release_facts(package: str, listed: list[str], found: list[Metadata], date: str) -> dict[str, Any]:
    """Releases, Python floors, requirements and extras of a package."""
    return {
        "package": package,
        "date": date,
        "releases": listed,
        "python": {
            floor: span for span, floors in by_span([[m.python] for m in found], listed).items() for floor in floors
        },
        "requires": by_span([m.requires for m in found], listed),
        "extras": by_span([m.extras for m in found], listed),
    }


def earlier_requirements(package: str, first: str, cache: Path) -> dict[str, list[str]]:
    """What each release before the first known one requires, those for its own development left out."""
    listed = [version for version in versions(package, EARLIER[package]) if Version(version) < Version(first)]
    found = {version: metadata(unpacked(package, version, cache)).requires for version in listed}
    return {version: [text for text in texts if not _DEVELOPMENT.search(text)] for version, texts in found.items()}


def interface_facts(package: str, listed: list[str], found: list[Interface], date: str) -> dict[str, Any]:
    """Names, keywords, bases and aliases of a package."""
    return {
        "package": package,
        "date": date,
        "names": by_span([i.names for i in found], listed),
        "callables": by_span([i.callables for i in found], listed),
        "keywords": {
            name: spans for name, spans in keyed_by_span([i.callables for i in found], listed).items() if spans
        },
        "bases": keyed_by_span([_in_order(i.bases) for i in found], listed),
        "aliases": by_span([[f"{name} {target}" for name, target in i.aliases.items()] for i in found], listed),
    }


def _in_order(bases: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """One text for all bases of a class, so that their order survives."""
    return {name: (" ".join(base.replace(" ", "") for base in of),) for name, of in bases.items()}


def dump(facts: dict[str, Any]) -> str:
    """JSON with one line for each entry of the top tables: compact, and a diff shows what changed."""
    lines = []
    for key, value in facts.items():
        if isinstance(value, dict) and value:
            inner = ",\n".join(f" {json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in value.items())
            lines.append(f"{json.dumps(key)}: {{\n{inner}\n}}")
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write(package: str, cache: Path, date: str) -> None:
    """Write the data of one package."""
    listed = versions(package, {**OLDEST, **METADATA_ONLY, **NEWEST_ONLY}[package])
    if package in NEWEST_ONLY:
        facts = {"package": package, "date": date, "releases": listed}
        (DATA / f"{package}.releases.json").write_text(dump(facts), "utf-8")
        return
    folders = [unpacked(package, version, cache) for version in listed]
    facts = release_facts(package, listed, [metadata(folder) for folder in folders], date)
    if package in EARLIER:
        facts["earlier"] = earlier_requirements(package, listed[0], cache)
    (DATA / f"{package}.releases.json").write_text(dump(facts), "utf-8")
    if package in OLDEST:
        found = [interface(folder) for folder in folders]
        (DATA / f"{package}.names.json").write_text(dump(interface_facts(package, listed, found, date)), "utf-8")
    print(f"{package}: {len(listed)} releases, {listed[0]} to {listed[-1]}")


def main(arguments: list[str]) -> None:
    cache, packages = Path(arguments[0]), arguments[1:] or [*OLDEST, *METADATA_ONLY, *NEWEST_ONLY]
    date = time.strftime("%Y-%m-%d", time.gmtime())
    DATA.mkdir(exist_ok=True)
    for package in packages:
        write(package, cache, date)


if __name__ == "__main__":
    main(sys.argv[1:])
