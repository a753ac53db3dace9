"""Which options leave out what is known already or what a change did not bring."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec import Struct

from fastdoctor.cli.gathering import gathered


class Adoption(Struct, frozen=True):
    """What the user wants to be left out: see the options below."""

    baseline: Path | None
    update_baseline: bool
    since: str | None
    staged: bool

    def require_usable(self, changes_files: bool) -> None:
        """Raise UsageError for options that contradict one another."""
        if self.update_baseline and self.baseline is None:
            raise click.UsageError("--update-baseline needs --baseline FILE.")
        if self.since is not None and self.staged:
            raise click.UsageError("--since and --staged are two different questions: choose one.")
        if self.update_baseline and (self.since is not None or self.staged or changes_files):
            raise click.UsageError("--update-baseline takes all findings: leave --since, --staged and fixes out.")
        if self.staged and changes_files:
            raise click.UsageError("--staged looks at what is staged, and fixes change the files: use one of them.")


_OPTIONS = (
    click.option(
        "--baseline",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Do not show the findings that this file names.",
    ),
    click.option("--update-baseline", is_flag=True, help="Write all findings into the file of --baseline."),
    click.option("--since", metavar="REF", help="Show what the changes since this commit or branch bring."),
    click.option("--staged", is_flag=True, help="Check what is staged, and show what it brings."),
)


adoption_options = gathered("adoption", Adoption, _OPTIONS)
"""Give a command the options, and pass them on as one argument `adoption`."""
