"""`fastdoctor stack`: what a project will install and start."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fastdoctor.cli.output import write_file, write_stdout
from fastdoctor.cli.reading import Reading, reading_options

if TYPE_CHECKING:
    from fastdoctor.report.presentation import ColourChoice


@click.command("stack")
@reading_options
@click.option("--output-format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output-file", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
def command(reading: Reading, output: str, output_file: Path | None, color: ColourChoice) -> None:
    """Show what each project will install and start, and which file says so.

    A lock beats a manifest; where only a range is declared, the version is the newest known release that a fresh
    install would get. Nothing is installed, and no index is asked.
    """
    from fastdoctor.cli.opening import open_paths
    from fastdoctor.report.stack.rows import stack_row

    rows = [stack_row(project, opened.prefix) for opened in open_paths(reading)[1] for project in opened.projects]
    if output == "json":
        from fastdoctor.report.stack.json_text import stack_json

        text = stack_json(rows)
    else:
        from fastdoctor.report.paint import Painter
        from fastdoctor.report.presentation import wants_colour
        from fastdoctor.report.stack.text import stack_text

        text = stack_text(rows, Painter(wants_colour(color, os.environ, sys.stdout.isatty())))
    if output_file is None:
        write_stdout(text)
    else:
        write_file(output_file, text)
