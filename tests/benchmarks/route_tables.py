"""How close are static route tables to those of running applications?

    python -m tests.benchmarks.route_tables TRUTH CHECKOUTS

TRUTH is a folder of JSON files, one for each application: `routes` and `middleware` as read from the running
application, `env` with the variables it ran with. CHECKOUTS has a folder of the same name with its source. Prints a
line for each application and the totals: recall and precision of routes and of flattened dependencies, and how often
the middleware is equal.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.live.comparison import best, operations


@dataclass(frozen=True)
class Score:
    """What was there, what was found and what was said, in numbers."""

    routes: int = 0
    found: int = 0
    said: int = 0
    dependencies: int = 0
    dependencies_found: int = 0
    dependencies_said: int = 0
    applications: int = 0
    complete: int = 0
    middleware: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    def __str__(self) -> str:
        return (
            f"routes {self.found}/{self.routes} recall {_ratio(self.found, self.routes)} "
            f"precision {_ratio(self.found, self.said)}  dependencies recall "
            f"{_ratio(self.dependencies_found, self.dependencies)} "
            f"precision {_ratio(self.dependencies_found, self.dependencies_said)}  "
            f"complete {self.complete}/{self.applications}  middleware {self.middleware}/{self.applications}"
        )


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else "1.0000"


def score(truth: Mapping[str, Any], static: Mapping[str, Any]) -> Score:
    """Compare one running application with the static one that is most like it."""
    own = [route | {"dependencies": route.get("dependencies") or []} for route in truth["routes"]]
    real = operations(route for route in own if route.get("in_project", True))
    table = best({"routes": [route for route in own if route.get("in_project", True)]}, static["applications"])
    foreign = {
        (method, route["path"]) for route in own if not route.get("in_project", True) for method in _methods(route)
    }
    said = {key: sets for key, sets in operations(table["routes"]).items() if key in real or key[:2] not in foreign}
    wanted, given = Counter({k: len(v) for k, v in real.items()}), Counter({k: len(v) for k, v in said.items()})
    common = [(set().union(*real[key]), set().union(*said[key])) for key in real.keys() & said.keys()]
    names = {name for sets in real.values() for each in sets for name in each}
    found = (wanted & given).total()
    order = [item["cls"].replace(":", ".").rpartition(".")[2] for item in truth.get("middleware", [])]
    return Score(
        wanted.total(),
        found,
        given.total(),
        sum(len(expected) for expected, _ in common),
        sum(len(expected & stated) for expected, stated in common),
        sum(len(stated & names) for _, stated in common),
        1,
        int(wanted == given),
        int(order == [item["class"].rpartition(".")[2] for item in table["middleware"]]),
    )


def _methods(route: Mapping[str, Any]) -> list[str]:
    return route.get("methods") or ["WEBSOCKET"]


def static_table(checkout: Path, environment: Mapping[str, str]) -> Mapping[str, Any]:
    """What `fastdoctor routes` says of a checkout."""
    variables = [part for item in environment.items() for part in ("--env", "=".join(item))]
    command = [sys.executable, "-m", "fastdoctor", "routes", str(checkout), *variables, "--output-format", "json"]
    printed: Mapping[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return printed


def main(truth: Path, checkouts: Path) -> None:
    """Print the table."""
    total = Score()
    for file in sorted(truth.glob("*.json")):
        if not (checkouts / file.stem).is_dir():
            print(f"{file.stem:30} no checkout", flush=True)
            continue
        facts = json.loads(file.read_text("utf-8"))
        one = score(facts, static_table(checkouts / file.stem, facts.get("env") or {}))
        total += one
        print(f"{file.stem:30} {one}", flush=True)
    print(f"{'all':30} {total}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
