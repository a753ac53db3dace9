"""The stack as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from fastdoctor.finding import Location
from fastdoctor.report.json_text import json_text
from fastdoctor.report.stack.rows import PackageRow, StackRow
from fastdoctor.stack.values import StartCommand

SCHEMA_VERSION = 1


def stack_json(rows: Sequence[StackRow]) -> str:
    """One object: `projects`, each with `packages`, `commands`, `absent` and `problems`."""
    document = {"schema_version": SCHEMA_VERSION, "projects": [_project(row) for row in rows]}
    return json_text(document)


def _project(row: StackRow) -> dict[str, object]:
    return {
        "root": row.root,
        "python": {"version": row.python or None, **_place(row.python_location)},
        "packages": [_package(package) for package in row.packages],
        "commands": [_command(command) for command in row.commands],
        "absent": [{"package": name, **_place(location)} for name, location in row.absent],
        "problems": [{"message": problem.message, **_place(problem.location)} for problem in row.problems],
    }


def _package(row: PackageRow) -> dict[str, object]:
    return {
        "name": row.name,
        "version": row.version or None,
        "exact": row.exact,
        "source": row.source,
        **_place(row.location),
        "derived_from": row.derived_from or None,
        "specifier": row.specifier,
        "newest_allowed": row.allowed or None,
        "newest_known": row.newest or None,
        "declared_not_locked": row.declared_only,
        "advisories": list(row.advisories),
    }


def _command(command: StartCommand) -> dict[str, object]:
    return {
        "server": command.server,
        "target": command.target or None,
        "kind": command.kind,
        "form": command.form,
        "development": command.development,
        "factory": command.factory,
        "workers": command.workers,
        "reload": command.reload,
        "host": command.host,
        "port": command.port,
        "proxy_headers": command.proxy_headers,
        "forwarded_allow_ips": command.forwarded_allow_ips,
        "worker_class": command.worker_class,
        "root_path": command.root_path,
        "service": command.service,
        "working_directory": command.working_directory or None,
        "environment": sorted(name for name, _ in command.environment),
        "wrapper": command.wrapper or None,
        **_place(command.location),
        "end_line": command.location.region.end_line,
        "end_column": command.location.region.end_column,
        "called_from": _place(command.called_from) if command.called_from is not None else None,
    }


def _place(location: Location | None) -> dict[str, object]:
    if location is None:
        return {"path": None, "line": None, "column": None}
    return {"path": location.path, "line": location.region.start_line, "column": location.region.start_column}
