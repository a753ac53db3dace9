"""The route table for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastdoctor.report.paint import Painter
from fastdoctor.report.routes.rows import ApplicationRow, RouteRow
from fastdoctor.report.safe_text import cells, harmless, opening_a_line

_COLUMNS = ("METHOD", "PATH", "HANDLER", "PROTECTION", "RESPONSE", "AT")


def routes_text(applications: Sequence[ApplicationRow], paint: Painter) -> str:
    """A table for each application that has routes, and what could not be resolved."""
    blocks = ["\n".join(_block(row, paint)) for row in applications]
    total = sum(len(row.routes) for row in applications)
    conditional = sum(len(row.conditional) for row in applications)
    unresolved = sum(len(row.unresolved) for row in applications)
    counted = f"{_count(total, 'route')} in {_count(len(applications), 'application')}"
    if conditional:
        counted += f", {conditional} more under conditions or with parts that the source does not prove"
    if unresolved:
        counted += f", {_count(unresolved, 'registration')} not resolved"
    return "\n\n".join([*blocks, counted + "."]) + "\n"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _block(row: ApplicationRow, paint: Painter) -> Iterator[str]:
    yield f"{paint('strong', opening_a_line(row.target))} at {_place(row)}"
    if row.middleware:
        yield "middleware: " + " → ".join(harmless(name.rpartition(".")[2]) for name, _ in row.middleware)
    cells_of = [_COLUMNS, *(_cells(route) for route in (*row.routes, *row.conditional))]
    widths = [max(cells(line[column]) for line in cells_of) for column in range(len(_COLUMNS) - 1)]
    for number, line in enumerate(cells_of):
        padded = [text + " " * (width - cells(text)) for text, width in zip(line, widths, strict=False)]
        text = "  ".join([*padded, line[-1]]).rstrip()
        yield paint("quiet", text) if number == 0 else opening_a_line(text)
    for location in row.unresolved:
        yield paint("warning", f"not resolved: {harmless(location.path)}:{location.region.start_line}")


def _place(row: ApplicationRow) -> str:
    return f"{harmless(row.location.path)}:{row.location.region.start_line}"


def _without_endpoint(route: RouteRow) -> str:
    return "files" if route.kind == "frontend" else "unknown"


def _cells(route: RouteRow) -> tuple[str, ...]:
    note = f"  (if {' and '.join(route.conditions)})" if route.conditions else ""
    return tuple(
        harmless(text)
        for text in (
            ",".join(route.methods),
            route.path,
            route.endpoint.rpartition(":")[2] or _without_endpoint(route),
            ", ".join(route.protection) or "-",
            route.response_model or "-",
            f"{route.location.path}:{route.location.region.start_line}{note}",
        )
    )
