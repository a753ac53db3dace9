"""The route table as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from fastdoctor.finding import Location
from fastdoctor.report.json_text import json_text
from fastdoctor.report.routes.rows import ApplicationRow, RouteRow

SCHEMA_VERSION = 1


def routes_json(applications: Sequence[ApplicationRow]) -> str:
    """One object: `applications`, each with `routes`, `conditional_routes`, `middleware` and `unresolved`."""
    document = {"schema_version": SCHEMA_VERSION, "applications": [_application(row) for row in applications]}
    return json_text(document)


def _application(row: ApplicationRow) -> dict[str, object]:
    return {
        "target": row.target,
        **_place(row.location),
        "routes": [_route(route) for route in row.routes],
        "conditional_routes": [_route(route) | {"conditions": list(route.conditions)} for route in row.conditional],
        "middleware": [{"class": name, **_place(location)} for name, location in row.middleware],
        "unresolved": [_place(location) for location in row.unresolved],
    }


def _route(route: RouteRow) -> dict[str, object]:
    return {
        "kind": route.kind,
        "methods": list(route.methods),
        "path": route.path,
        "endpoint": route.endpoint,
        "is_async": route.is_async,
        **_place(route.location),
        "dependencies": list(dict.fromkeys(found.name for found in route.dependencies)),
        "protection": list(route.protection),
        "parameters": [{"name": name, "source": source} for name, source in route.parameters],
        "response_model": route.response_model or None,
        "status_code": route.status_code,
        "include_in_schema": route.include_in_schema,
        "tags": list(route.tags),
        "through": [{"kind": step.kind, "prefix": step.prefix, **_place(step.location)} for step in route.through],
    }


def _place(location: Location) -> dict[str, object]:
    return {"file": location.path, "line": location.region.start_line}
