"""Where do a static route table and the one of the running application differ?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Operation = tuple[str, str, str]
"""Method, full path, and the endpoint's qualified name without its module."""


@dataclass(frozen=True)
class Difference:
    """What one table has and the other has not; empty everywhere when they are equal."""

    missing: tuple[Operation, ...]
    invented: tuple[Operation, ...]
    dependencies: tuple[str, ...]
    middleware: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.invented or self.dependencies or self.middleware)

    def __str__(self) -> str:
        rows = [f"missing: {' '.join(each)}" for each in self.missing]
        rows += [f"invented: {' '.join(each)}" for each in self.invented]
        return "\n".join([*rows, *self.dependencies, *self.middleware])


def short(name: str) -> str:
    """The qualified name without module; where a package lies must not matter."""
    return name.rpartition(":")[2].replace("<locals>.", "")


def operations(routes: Iterable[Mapping[str, Any]]) -> dict[Operation, list[frozenset[str]]]:
    """The dependencies of each operation, once for each route that serves it."""
    found: dict[Operation, list[frozenset[str]]] = {}
    for route in routes:
        if route["kind"] not in {"api", "http", "websocket"}:
            continue
        for method in ["WEBSOCKET"] if route["kind"] == "websocket" else route["methods"]:
            key = (method.upper(), route["path"], short(route["endpoint"] or ""))
            found.setdefault(key, []).append(frozenset(map(short, route["dependencies"])))
    return found


def compare(real: Mapping[str, Any], static: Mapping[str, Any], own: tuple[str, ...]) -> Difference:
    """Compare the routes whose endpoint is defined below a folder of `own`, their dependencies, and the middleware.

    `real` is what dump_routes.py prints, `static` one application of `fastdoctor routes --output-format json`. Of
    the dependencies only those count that some running route shows and that the package itself defines.
    """
    running = operations(route for route in real["routes"] if route["file"].startswith(own))
    foreign = {(route["path"], method) for route in real["routes"] for method in route["methods"]}
    proven = operations(static["routes"])
    expected = Counter({key: len(sets) for key, sets in running.items()})
    given = Counter({k: len(sets) for k, sets in proven.items() if k in expected or (k[1], k[0]) not in foreign})
    names = {name for sets in running.values() for each in sets for name in each}
    dependencies = tuple(
        f"dependencies of {' '.join(key)}: {sorted(wanted)}, but fastdoctor says {sorted(said)}"
        for key in sorted(set(running) & set(proven))
        for wanted, said in [(set().union(*running[key]), set().union(*proven[key]) & names)]
        if wanted != said
    )
    order = [each.rpartition(".")[2] for each in real["middleware"]]
    said_order = [each["class"].rpartition(".")[2] for each in static["middleware"]]
    middleware = () if order == said_order else (f"middleware {order}, but fastdoctor says {said_order}",)
    missing, invented = expected - given, given - expected
    return Difference(tuple(sorted(missing.elements())), tuple(sorted(invented.elements())), dependencies, middleware)


def best(real: Mapping[str, Any], tables: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The static application that shares most operations with the running one; an empty one when there is none."""
    running = set(operations(real["routes"]))
    nothing: Mapping[str, Any] = {"target": "", "routes": [], "middleware": []}
    return max(tables, key=lambda table: len(running & set(operations(table["routes"]))), default=nothing)
