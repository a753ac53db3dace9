"""`fastdoctor routes`: every route of the applications below a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from fastdoctor.cli.output import write_file, write_stdout
from fastdoctor.cli.reading import Reading, reading_options

if TYPE_CHECKING:
    from fastdoctor.report.presentation import ColourChoice
    from fastdoctor.report.routes.rows import ApplicationRow, RouteRow


@click.command("routes")
@reading_options
@click.option("--method", "methods", multiple=True, metavar="METHOD", help="Only routes that answer this method.")
@click.option("--path", "pattern", metavar="PATTERN", help="Only these paths: a prefix, or a pattern with * and ?.")
@click.option("--app", "application", metavar="TARGET", help='Only this application ("app.main:app").')
@click.option("--unprotected", is_flag=True, help="Only routes without a security scheme or guard.")
@click.option(
    "--output-format", "output", type=click.Choice(["text", "json", "html"]), default="text", show_default=True
)
@click.option("--output-file", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
def command(
    reading: Reading,
    methods: tuple[str, ...],
    pattern: str | None,
    application: str | None,
    unprotected: bool,
    output: str,
    output_file: Path | None,
    color: ColourChoice,
) -> None:
    """List the routes: method, full path, handler, protection, response model and place.

    Nothing is imported or started. Routes that exist only under a condition which the source does not prove are
    listed with it; --env and --env-file say what the environment will be.
    """
    from fastdoctor.cli.opening import open_paths
    from fastdoctor.report.routes.rows import application_rows

    wanted = {method.upper() for method in methods}
    rows = [
        _only(row, wanted, pattern, unprotected)
        for opened in open_paths(reading)[1]
        for project in opened.projects
        for row in application_rows(project)
        if application in {None, row.target}
    ]
    text = _printed([row for row in rows if row.routes or row.conditional or row.unresolved], output, color)
    if output_file is None:
        write_stdout(text)
    else:
        write_file(output_file, text)


def _only(row: ApplicationRow, methods: set[str], pattern: str | None, unprotected: bool) -> ApplicationRow:
    def wanted(routes: tuple[RouteRow, ...]) -> Iterator[RouteRow]:
        for route in routes:
            fits = pattern is None or route.path.startswith(pattern) or fnmatchcase(route.path, pattern)
            if fits and (not methods or methods & set(route.methods)) and not (unprotected and route.protection):
                yield route

    return replace(row, routes=tuple(wanted(row.routes)), conditional=tuple(wanted(row.conditional)))


def _printed(rows: list[ApplicationRow], output: str, color: ColourChoice) -> str:
    if output == "json":
        from fastdoctor.report.routes.json_text import routes_json

        return routes_json(rows)
    if output == "html":
        from fastdoctor.report.routes.page import routes_page

        return routes_page(rows)
    from fastdoctor.report.paint import Painter
    from fastdoctor.report.presentation import wants_colour
    from fastdoctor.report.routes.text import routes_text

    return routes_text(rows, Painter(wants_colour(color, os.environ, sys.stdout.isatty())))
