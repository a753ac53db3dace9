"""Findings for people in a hurry and for editors: one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastdoctor.catalogue import Rule
from fastdoctor.report.paint import Painter
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import Result
from fastdoctor.report.safe_text import harmless, opening_a_line
from fastdoctor.report.summary import files, statistics, verdict


def render(result: Result, rules: Sequence[Rule], presentation: Presentation) -> str:
    """`path:line:column: severity[rule] message`, then the verdict."""
    return "".join(f"{line}\n" for line in _lines(result, presentation))


def _lines(result: Result, presentation: Presentation) -> Iterator[str]:
    paint = Painter(presentation.colour, presentation.links)
    if presentation.show_files:
        yield from files(result)
        return
    if presentation.statistics:
        yield from statistics(result, paint)
    else:
        for finding in result.findings:
            region = finding.location.region
            place = f"{opening_a_line(finding.location.path)}:{region.start_line}:{region.start_column}:"
            severity = finding.severity or "warning"
            yield f"{place} {paint(severity, f'{severity}[{finding.rule}]')} {harmless(finding.message)}"
    if not presentation.quiet:
        yield verdict(result, paint)
