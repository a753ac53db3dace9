"""`fastdoctor check`: what is wrong with the projects below a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fastdoctor.cli.completing import Selectors
from fastdoctor.cli.main import CLEAN, FOUND
from fastdoctor.cli.reading import Reading, reading_options
from fastdoctor.cli.targets import FormatAndPath, output_options

if TYPE_CHECKING:
    from fastdoctor.catalogue import Rule, Selection
    from fastdoctor.cli.opening import Opened
    from fastdoctor.cli.progress import Watch
    from fastdoctor.report.result import Result


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules the command line asks for, on top of the configuration."""

    select: tuple[str, ...] | None
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]

    def over(self, configured: Selection) -> Selection:
        """The configured selection as the command line changes it: `--select` replaces it altogether."""
        from fastdoctor.catalogue import Selection

        if self.select is not None:
            return Selection(self.select, self.extend_select, self.ignore)
        ignore = tuple(name for name in configured.ignore if name not in self.extend_select)
        return Selection(configured.select, (*configured.extend_select, *self.extend_select), (*ignore, *self.ignore))


@click.command("check")
@reading_options
@click.option("--select", type=Selectors(), multiple=True, help="Run these: ids, categories, tiers or ALL.")
@click.option("--extend-select", type=Selectors(), multiple=True, help="Run these too.")
@click.option("--ignore", type=Selectors(), multiple=True, help="Do not run these.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="warning",
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
@click.option("--exit-zero", is_flag=True, help="The same as --fail-on never.")
@click.option("--allow-empty", is_flag=True, help="It is no error when there is no FastAPI project.")
@output_options
def command(
    reading: Reading,
    select: tuple[tuple[str, ...], ...],
    extend_select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    fail_on: str,
    exit_zero: bool,
    allow_empty: bool,
    outputs: Sequence[FormatAndPath],
    **presentation: Any,
) -> int:
    """Check the FastAPI projects below each PATH (default: the current folder)."""
    from fastdoctor.cli.progress import progress
    from fastdoctor.cli.targets import write_reports

    choice = Choice(_flat(select) if select else None, _flat(extend_select), _flat(ignore))
    with progress(wanted=not presentation["quiet"]) as watch:
        base, result, rules = _checked(reading, choice, allow_empty, watch)
    write_reports(result, rules, outputs, base, **presentation)
    return FOUND if not exit_zero and _is_reached(result, fail_on) else CLEAN


def _checked(
    reading: Reading, choice: Choice, allow_empty: bool, watch: Watch
) -> tuple[Path, Result, tuple[Rule, ...]]:
    """The folder shown paths are relative to, the result of all PATHs, and the rules that were selected."""
    from fastdoctor.catalogue import select_rules
    from fastdoctor.cli.opening import load_catalogue, open_paths
    from fastdoctor.doctor import check
    from fastdoctor.report.relocate import merged, relocated

    watch.enter("reading the project")
    base, opened = open_paths(reading)
    rules = load_catalogue(reading, opened)
    if not allow_empty:
        _require_projects(base, opened)
    watch.enter("asking the rules")
    results: list[Result] = []
    selected: set[str] = set()
    for one in opened:
        configurations = {
            folder: replace(configuration, selection=choice.over(configuration.selection))
            for folder, configuration in one.configurations.items()
        }
        results.append(relocated(check(one.tree, one.projects, rules, configurations, watch.step), one.prefix))
        for configuration in configurations.values():
            selected |= {rule.id for rule in select_rules(rules, configuration.selection)}
    return base, merged(results), tuple(rule for rule in rules if rule.id in selected)


def _require_projects(base: Path, opened: Sequence[Opened]) -> None:
    from fastdoctor.failure import Failure

    empty = [str(base / one.prefix) for one in opened if not one.projects]
    if empty:
        raise Failure(
            f"no FastAPI project below {', '.join(empty)}: nothing there imports fastapi or depends on it.\n"
            "Give the folder of the project, or --allow-empty if that is as it should be."
        )


def _is_reached(result: Result, fail_on: str) -> bool:
    from fastdoctor.finding import SEVERITIES

    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return any(finding.severity in failing for finding in result.findings)


def _flat(selectors: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(selector for group in selectors for selector in group)
