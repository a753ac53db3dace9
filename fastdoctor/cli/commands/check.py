"""`fastdoctor check`: what is wrong with the projects below a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from fastdoctor.cli.adoption_options import Adoption, adoption_options
from fastdoctor.cli.caching import Caching, cache_options
from fastdoctor.cli.completing import Selectors
from fastdoctor.cli.fix_options import Fixing, fix_options
from fastdoctor.cli.main import CLEAN, FOUND
from fastdoctor.cli.reading import Reading, reading_options
from fastdoctor.cli.targets import FormatAndPath, output_options

if TYPE_CHECKING:
    from fastdoctor.cli.checking import Checked, Run
    from fastdoctor.cli.repairing import Repair
    from fastdoctor.report.result import Result


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
@click.option("--watch", is_flag=True, help="Check again whenever a file changes (needs the extra `watch`).")
@click.option("--allow-empty", is_flag=True, help="It is no error when there is no FastAPI project.")
@fix_options
@adoption_options
@output_options
@cache_options
def command(
    reading: Reading,
    caching: Caching,
    fixing: Fixing,
    adoption: Adoption,
    select: tuple[tuple[str, ...], ...],
    extend_select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    fail_on: str,
    exit_zero: bool,
    watch: bool,
    allow_empty: bool,
    outputs: Sequence[FormatAndPath],
    **presentation: Any,
) -> int:
    """Check the FastAPI projects below each PATH (default: the current folder)."""
    from fastdoctor.cli.checking import Choice, check_paths

    fixing.require_usable()
    adoption.require_usable(changes_files=fixing.is_wanted)
    choice = Choice(_flat(select) if select else None, _flat(extend_select), _flat(ignore))
    failing = "never" if exit_zero else fail_on
    checking = partial(check_paths, reading, choice, allow_empty=allow_empty)
    if not watch:
        return _once(partial(checking, store=caching.store()), fixing, adoption, failing, outputs, presentation)
    if fixing.is_wanted or adoption.update_baseline:
        raise click.UsageError("--watch only looks: it neither changes files nor updates a baseline.")
    from fastdoctor.cli.rounds import Rounds
    from fastdoctor.cli.watching import watch as watching

    rounds = Rounds(reading, choice, allow_empty)

    def once(changed: Sequence[Path]) -> int:
        return _once(partial(rounds.check, changed), fixing, adoption, failing, outputs, presentation)

    watching(reading.paths or (Path(),), once)
    return CLEAN


def _once(
    checking: Callable[..., Run],
    fixing: Fixing,
    adoption: Adoption,
    fail_on: str,
    outputs: Sequence[FormatAndPath],
    presentation: Mapping[str, Any],
) -> int:
    from fastdoctor.cli.progress import progress
    from fastdoctor.cli.showing import shown_of, staged_contents, update_baseline
    from fastdoctor.cli.targets import write_reports
    from fastdoctor.report.relocate import merged, relocated

    quiet = presentation["quiet"]
    with progress(wanted=not quiet) as watch:
        run = checking(watch, contents=staged_contents) if adoption.staged else checking(watch)
        shown = shown_of(adoption, run)
        if adoption.update_baseline:
            update_baseline(shown, run.checked, quiet)
            return CLEAN
        results = [shown.result(checked) for checked in run.checked]
        repairs = _repaired(run, results, fixing) if fixing.is_wanted else []
    if repairs:
        code = _made(repairs, fixing, quiet)
        if code is not None:
            return code
        results = [shown.result(_after(repair)) for repair in repairs]
    together = zip(run.checked, results, strict=True)
    result = merged([relocated(result, checked.opened.prefix) for checked, result in together])
    write_reports(result, run.rules, outputs, run.base, **presentation)
    return FOUND if _is_reached(result, fail_on) else CLEAN


def _repaired(run: Run, results: Sequence[Result], fixing: Fixing) -> list[Repair]:
    from fastdoctor.cli.repairing import repair

    return [repair(checked, fixing, result) for checked, result in zip(run.checked, results, strict=True)]


def _made(repairs: Sequence[Repair], fixing: Fixing, quiet: bool) -> int | None:
    """Write or print the fixes; the exit code where that is all that was wanted."""
    from fastdoctor.cli.repairing import difference, print_diff, tell, write

    if fixing.diff:
        print_diff("".join(text for repair in repairs for text in difference(repair)))
    else:
        write(repairs)
    if not quiet:
        tell(repairs, fixing)
    if fixing.diff:
        return FOUND if any(repair.found.contents for repair in repairs) else CLEAN
    return CLEAN if fixing.fix_only or fixing.add_ignore is not None else None


def _after(repair: Repair) -> Checked:
    """A PATH as it is now that its fixes are written."""
    opened = repair.checked.opened
    tree = opened.tree.with_contents(repair.found.contents)
    return replace(repair.checked, opened=replace(opened, tree=tree), result=repair.found.result)


def _is_reached(result: Result, fail_on: str) -> bool:
    from fastdoctor.finding import SEVERITIES

    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return any(finding.severity in failing for finding in result.findings)


def _flat(selectors: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(selector for group in selectors for selector in group)
