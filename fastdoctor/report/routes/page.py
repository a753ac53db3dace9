"""The applications as one page to look at: a searchable route table, and a drawing of how they are built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources

from fastdoctor.report.routes.rows import ApplicationRow, RouteRow, Step
from fastdoctor.report.safe_text import harmless


def routes_page(applications: Sequence[ApplicationRow]) -> str:
    """One self-contained HTML document; it needs no network."""
    assets = resources.files("fastdoctor.report.routes")
    style = assets.joinpath("page.css").read_text("utf-8")
    script = assets.joinpath("page.js").read_text("utf-8")
    body = "".join(_application(number, row) for number, row in enumerate(applications))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Routes</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'\">"
        f"<style>{style}</style></head><body><header><h1>Routes</h1>"
        '<input id="search" type="search" placeholder="method, path, handler, dependency …" autofocus>'
        '<label><input id="unprotected" type="checkbox"> unprotected only</label><output id="count"></output></header>'
        f"{body}<script>{script}</script></body></html>\n"
    )


def _application(number: int, row: ApplicationRow) -> str:
    routes = "".join(_route(route) for route in (*row.routes, *row.conditional))
    return (
        f'<section id="application-{number}"><h2>{shown(row.target)}</h2>'
        f'<p class="place">{shown(row.location.path)}:{row.location.region.start_line}</p>'
        f"{_drawing(row)}"
        "<table><thead><tr><th>Method<th>Path<th>Handler<th>Protection<th>Response<th>At</tr></thead>"
        f"<tbody>{routes}</tbody></table></section>"
    )


def _route(route: RouteRow) -> str:
    chain = "".join(
        f'<li style="--depth:{found.depth}">{shown(found.name)}</li>' for found in route.dependencies
    )  # fmt: skip
    details = f"<details><summary>{shown(_handler(route))}</summary><ol>{chain}</ol></details>" if chain else ""
    condition = f" <em>if {shown(' and '.join(route.conditions))}</em>" if route.conditions else ""
    words = " ".join([*route.methods, route.path, route.endpoint, *(found.name for found in route.dependencies)])
    return (
        f'<tr data-words="{shown(words.lower())}" data-protected="{len(route.protection)}">'
        f'<td>{shown(", ".join(route.methods))}<td class="path">{shown(route.path)}{condition}'
        f"<td>{details or shown(_handler(route))}<td>{shown(', '.join(route.protection)) or '–'}"
        f"<td>{shown(route.response_model) or '–'}"
        f"<td>{shown(route.location.path)}:{route.location.region.start_line}</tr>"
    )


def shown(text: str) -> str:
    """A scanned text as a piece of the page: neither its markup nor its control characters have a meaning."""
    return escape(harmless(text))


def _handler(route: RouteRow) -> str:
    return route.endpoint.rpartition(":")[2] or "unknown"


def _drawing(row: ApplicationRow) -> str:
    """The way of a request as nested boxes: each middleware holds what is behind it, routers hold their routes."""
    inner = "".join(_branches([(route.through, route) for route in row.routes]))
    for name, _ in reversed(row.middleware):
        short = shown(name.rpartition(".")[2] or name)
        inner = f'<div class="box middleware" title="{shown(name)}"><b>{short}</b>{inner}</div>'
    return f'<details class="drawing" open><summary>How a request travels</summary>{inner}</details>'


def _branches(routes: list[tuple[tuple[Step, ...], RouteRow]]) -> Iterator[str]:
    groups: dict[Step | None, list[tuple[tuple[Step, ...], RouteRow]]] = {}
    for way, route in routes:
        groups.setdefault(way[0] if way else None, []).append((way[1:], route))
    for step, members in groups.items():
        if step is None:
            paths = "".join(f"<li>{shown(route.path)}</li>" for _, route in members)
            yield f'<details class="leaves"><summary>{_count(len(members))}</summary><ul>{paths}</ul></details>'
            continue
        place = f"{step.location.path}:{step.location.region.start_line}"
        kind = shown(step.kind)
        yield (
            f'<div class="box {kind}"><b>{kind} {shown(step.prefix)}</b> <small>{shown(place)}</small>'
            f"{''.join(_branches(members))}</div>"
        )


def _count(number: int) -> str:
    return "1 route" if number == 1 else f"{number} routes"
