"""Which reports a run writes, in which format, where to, and how they look."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fastdoctor.cli.output import write_file, write_stdout

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from fastdoctor.catalogue import Rule
    from fastdoctor.report.presentation import ColourChoice
    from fastdoctor.report.result import Result

FormatAndPath = tuple[str, Path | None]
"""A format and the file it goes to, None for stdout."""


class FormatName(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.4
    """The name of a format."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself, if there is such a format."""
        from fastdoctor.report.formats import format_names

        if value not in format_names():
            self.fail(f"{value!r} is no format; there are {', '.join(format_names())}.", param, ctx)
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The formats that begin so."""
        from click.shell_completion import CompletionItem

        from fastdoctor.report.formats import format_names

        return [CompletionItem(name) for name in format_names() if name.startswith(incomplete)]


class FormatPath(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.4
    """FORMAT:PATH."""

    name = "format:path"

    def convert(
        self, value: str | FormatAndPath, param: click.Parameter | None, ctx: click.Context | None
    ) -> FormatAndPath:
        """The pair; `-` is stdout."""
        if not isinstance(value, str):
            return value
        name, colon, path = value.partition(":")
        if not colon or not path:
            self.fail(f"{value!r} must be FORMAT:PATH, for example sarif:report.sarif.", param, ctx)
        return FormatName().convert(name, param, ctx), None if path == "-" else Path(path)


_OPTIONS = (
    click.option(
        "--output-format",
        type=FormatName(),
        envvar="FASTDOCTOR_OUTPUT_FORMAT",
        help="full (default), concise, json, sarif, github, gitlab, junit, checkstyle, rdjson, markdown, agent.",
    ),
    click.option("--output-file", type=click.Path(dir_okay=False, path_type=Path), help="Write there, not to stdout."),
    click.option("--output", type=FormatPath(), multiple=True, metavar="FORMAT:PATH", help="Write this report too."),
    click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True),
    click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them."),
    click.option("--show-files", is_flag=True, help="List the files that are read instead of the findings."),
    click.option("-q", "--quiet", is_flag=True, help="Print the findings and nothing else."),
    click.option("-v", "--verbose", is_flag=True, help="Print more: every file left out, tracebacks of errors."),
)


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options, and pass the reports to write on as `outputs`."""

    @wraps(command)
    def collected(
        output_format: str | None, output_file: Path | None, output: tuple[FormatAndPath, ...], **arguments: Any
    ) -> Any:
        on_stdout = any(path is None for _, path in output)
        first = [] if on_stdout and not output_format else [(output_format or "full", output_file)]
        return command(outputs=(*first, *output), **arguments)

    for option in reversed(_OPTIONS):
        collected = option(collected)
    return collected


def write_reports(
    result: Result,
    rules: Sequence[Rule],
    outputs: Sequence[FormatAndPath],
    base: Path,
    *,
    color: ColourChoice,
    statistics: bool,
    show_files: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write every report, files first: a reader of stdout who leaves early does not cost the others."""
    from fastdoctor.report.formats import format_named
    from fastdoctor.report.presentation import Presentation, wants_colour, wants_links

    for name, path in sorted(outputs, key=lambda output: output[1] is None):
        terminal = path is None and sys.stdout.isatty()
        presentation = Presentation(
            colour=wants_colour(color, os.environ, terminal) if path is None else color == "always",
            links=wants_links(color, os.environ, terminal),
            root=base,
            statistics=statistics,
            show_files=show_files,
            quiet=quiet,
            verbose=verbose,
        )
        text = format_named(name)(result, rules, presentation)
        if path is None:
            write_stdout(text)
        else:
            write_file(path, text)
