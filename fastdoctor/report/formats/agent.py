"""Findings for a coding agent: a line each with all that is needed to act, and never silence."""

from __future__ import annotations

from collections.abc import Sequence

from fastdoctor.catalogue import Rule
from fastdoctor.finding import Finding, Related
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import Result
from fastdoctor.report.safe_text import harmless, opening_a_line
from fastdoctor.report.summary import plural


def render(result: Result, rules: Sequence[Rule], presentation: Presentation) -> str:
    """One line a finding without code frames, then how many there are and what to do next."""
    return "".join(f"{line}\n" for line in (*map(_line, result.findings), *_end(result)))


def _line(finding: Finding) -> str:
    fix = f" fix: {_fix(finding)}" if finding.fix else ""
    help_text = f" help: {finding.help}." if finding.help else ""
    related = "".join(f" {one.role}: {_place(one)}." for one in finding.related)
    head = f"{_place(finding)}: {finding.severity or 'warning'}[{finding.rule}]: {finding.message}."
    return opening_a_line(f"{head}{help_text}{related}{fix}")


def _fix(finding: Finding) -> str:
    assert finding.fix is not None
    return f"{finding.fix.description} ({'--fix' if finding.fix.safe else '--fix --unsafe-fixes'})."


def _place(item: Finding | Related) -> str:
    location = item.location
    return f"{location.path}:{location.region.start_line}:{location.region.start_column}"


def _end(result: Result) -> Sequence[str]:
    notes = [harmless(f"not evaluated: {note.path}: {note.reason}") for note in result.not_evaluated]
    count = plural(len(result.findings), "problem")
    safe = sum(1 for finding in result.findings if finding.fix and finding.fix.safe)
    if not result.findings:
        return [*notes, f"{count} in {plural(len(result.files_read), 'file')}."]
    fixable = f", {safe} fixable: fastdoctor check --fix" if safe else ""
    return [*notes, f"{count}{fixable}. `fastdoctor explain ID` tells more of a rule."]
