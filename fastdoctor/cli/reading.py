"""Which options say what to read, shared by every command that looks at projects."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec import Struct

from fastdoctor.cli.gathering import gathered


class Reading(Struct, frozen=True):
    """What the user wants to be read: see the options below."""

    paths: tuple[Path, ...]
    config: Path | None
    isolated: bool
    exclude: tuple[str, ...]
    env: tuple[str, ...]
    env_file: tuple[Path, ...]
    environment: Path | None
    rules: tuple[Path, ...]
    trust_rules: bool


_EXISTING = click.Path(exists=True, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_OPTIONS = (
    click.argument("paths", nargs=-1, type=_EXISTING, metavar="[PATH]..."),
    click.option("--exclude", multiple=True, metavar="PATTERN", help="Do not read these (gitignore pattern)."),
    click.option("--config", type=_FILE, metavar="FILE", help="Use this configuration and no other."),
    click.option("--isolated", is_flag=True, help="Use no configuration file."),
    click.option("--env", multiple=True, metavar="KEY=VALUE", help="A variable of the environment the app runs in."),
    click.option("--env-file", multiple=True, type=_FILE, metavar="FILE", help="A file of such variables."),
    click.option("--environment", type=_FOLDER, metavar="FOLDER", help="The virtual environment with the packages."),
    click.option("--rules", multiple=True, type=_FOLDER, metavar="FOLDER", help="Also use the rules in this folder."),
    click.option("--trust-rules", is_flag=True, help="Run the rule folders that a project's own configuration names."),
)


reading_options = gathered("reading", Reading, _OPTIONS)
"""Give a command the options, and pass them on as one argument `reading`."""
