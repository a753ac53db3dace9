"""`fastdoctor upgrade`: what an upgrade will touch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from fastdoctor.cli.output import write_file, write_stdout
from fastdoctor.cli.reading import Reading, reading_options

if TYPE_CHECKING:
    from fastdoctor.finding import Location
    from fastdoctor.upgrade.advice import Advice


@click.command("upgrade")
@reading_options
@click.option("--package", default="fastapi", show_default=True, help="The package to upgrade.")
@click.option("--to", "release", metavar="RELEASE", help="The release to go to; the newest known without it.")
@click.option("--all", "everything", is_flag=True, help="List changes that touch no line, too.")
@click.option(
    "--output-format", "output", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True
)
@click.option("--output-file", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def command(
    reading: Reading, package: str, release: str | None, everything: bool, output: str, output_file: Path | None
) -> None:
    """Show what an upgrade will touch: names, keywords and behaviour, at the project's own lines, release by release.

    The proposed versions satisfy the metadata of the release itself. Nothing is installed, and no index is asked.
    """
    from fastdoctor.cli.opening import open_paths
    from fastdoctor.report.upgrade.formats import upgrade_json, upgrade_markdown, upgrade_text
    from fastdoctor.upgrade.advice import advise

    opened = [(one.prefix, project) for one in open_paths(reading)[1] for project in one.projects]
    advice = [
        _below(prefix, advise(project, package.lower(), release, everything))
        for prefix, project in opened
        if project.stack.resolved(package) is not None or len(opened) == 1
    ]
    printed = {"json": upgrade_json, "markdown": upgrade_markdown, "text": upgrade_text}[output]
    text = printed(advice) if advice or output == "json" else f"No project that says which {package} it has.\n"
    if output_file is None:
        write_stdout(text)
    else:
        write_file(output_file, text)


def _below(prefix: str, advice: Advice) -> Advice:
    """The advice with paths as they are shown."""
    if not prefix:
        return advice

    def shown(location: Location | None) -> Location | None:
        return replace(location, path=f"{prefix}/{location.path}") if location is not None else None

    obstacles = tuple(replace(item, location=shown(item.location)) for item in advice.proposal.obstacles)
    return replace(
        advice,
        root="/".join(part for part in (prefix, advice.root) if part),
        proposal=replace(advice.proposal, obstacles=obstacles),
        changes=tuple(replace(change, location=shown(change.location)) for change in advice.changes),
    )
