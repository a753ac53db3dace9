"""The stack for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastdoctor.finding import Location
from fastdoctor.report.paint import Painter
from fastdoctor.report.safe_text import cells, harmless, opening_a_line
from fastdoctor.report.stack.rows import PackageRow, StackRow
from fastdoctor.stack.values import StartCommand

_COLUMNS = ("PACKAGE", "VERSION", "FROM", "ALLOWED", "NEWEST", "NOTE")
_FEW = 3
"""Advisories that are named one by one."""


def stack_text(rows: Sequence[StackRow], paint: Painter) -> str:
    """A table for each project, then its start commands and what is missing."""
    if not rows:
        return "No project that uses FastAPI or Starlette.\n"
    return "\n\n".join("\n".join(_block(row, paint)) for row in rows) + "\n"


def _block(row: StackRow, paint: Painter) -> Iterator[str]:
    python = f", Python {harmless(row.python)} ({_place(row.python_location)})" if row.python_location else ""
    yield paint("strong", opening_a_line(row.root or ".")) + python
    lines = [_COLUMNS, *map(_cells, row.packages)]
    widths = [max(cells(line[column]) for line in lines) for column in range(len(_COLUMNS))]
    for number, line in enumerate(lines):
        padded = [text + " " * (width - cells(text)) for text, width in zip(line, widths, strict=True)]
        text = "  ".join(padded).rstrip()
        yield paint("quiet", text) if number == 0 else opening_a_line(text)
    for command in row.commands:
        yield f"starts: {_command(command)}"
    for package, location in row.absent:
        yield paint("warning", f"imported but not installed: {harmless(package)} ({_place(location)})")
    for problem in row.problems:
        yield paint("warning", opening_a_line(f"{_place(problem.location)}: {problem.message}"))


def _cells(row: PackageRow) -> tuple[str, ...]:
    version = row.version or "unknown"
    notes = []
    if row.declared_only:
        notes.append("declared, not locked")
    if row.derived_from:
        notes.append(f"asked for by {row.derived_from}")
    if row.advisories:
        many = len(row.advisories) > _FEW
        notes.append(f"{len(row.advisories)} advisories" if many else ", ".join(row.advisories))
    if row.specifier and not row.exact:
        notes.append(row.specifier)
    return (
        harmless(row.name),
        harmless(version if row.exact or not row.version else f"{version} at most"),
        harmless(f"{row.source} {_place(row.location)}".strip()),
        harmless(row.allowed),
        harmless(row.newest),
        harmless("; ".join(notes)),
    )


def _command(command: StartCommand) -> str:
    said = [command.server, command.target or "(target not named)"]
    if command.workers is not None:
        said.append(f"workers {command.workers}")
    if command.reload:
        said.append("reload")
    if command.host is not None:
        said.append(f"on {command.host}:{command.port if command.port is not None else '?'}")
    if command.development:
        said.append("for development")
    places = [_place(command.location)]
    if command.called_from is not None:
        places.append(f"run by {_place(command.called_from)}")
    return harmless(f"{', '.join((' '.join(said[:2]), *said[2:]))}") + f" ({', '.join(places)})"


def _place(location: Location | None) -> str:
    return f"{harmless(location.path)}:{location.region.start_line}" if location is not None else ""
