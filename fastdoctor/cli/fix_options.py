"""Which options say what is to be repaired and how that is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from fastdoctor.cli.gathering import gathered

if TYPE_CHECKING:
    from fastdoctor.finding import Finding


class Fixing(Struct, frozen=True):
    """What the user wants to be repaired; `add_ignore` is the reason to write, None where no comment is wanted."""

    fix: bool
    unsafe_fixes: bool
    diff: bool
    fix_only: bool
    show_fixes: bool
    add_ignore: str | None

    def require_usable(self) -> None:
        """Raise UsageError for options that contradict one another."""
        if self.add_ignore is not None and (self.fix or self.fix_only or self.unsafe_fixes):
            raise click.UsageError("--add-ignore excuses what --fix would repair: run one after the other.")

    @property
    def is_wanted(self) -> bool:
        """Whether anything is to be changed."""
        return self.fix or self.diff or self.fix_only or self.add_ignore is not None

    def takes(self, finding: Finding) -> bool:
        """Whether the fix of a finding is one that may be made."""
        return finding.fix is not None and (finding.fix.safe or self.unsafe_fixes)


def _reason(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value and Path(value).exists():
        raise click.BadParameter(f"{value!r} is a path: write --add-ignore=REASON, or put --add-ignore last.", ctx)
    if value and not value.isprintable():
        raise click.BadParameter("the reason must be one line of text.", ctx)
    return value


_OPTIONS = (
    click.option("--fix", is_flag=True, help="Make the safe fixes, then show what is left."),
    click.option("--unsafe-fixes", is_flag=True, help="With --fix and --diff: fixes that may change what works, too."),
    click.option("--diff", is_flag=True, help="Print what --fix would change and write nothing; exit 1 if anything."),
    click.option("--fix-only", is_flag=True, help="Make the fixes and show nothing else."),
    click.option("--show-fixes", is_flag=True, help="List the fixes that were made."),
    click.option(
        "--add-ignore",
        is_flag=False,
        flag_value="",
        default=None,
        metavar="[REASON]",
        callback=_reason,
        help="Write a suppression comment for every finding.",
    ),
)


fix_options = gathered("fixing", Fixing, _OPTIONS)
"""Give a command the options, and pass them on as one argument `fixing`."""
