"""A page for a job summary or a comment: how much was found, then a table, the most severe first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from fastdoctor.catalogue import Rule
from fastdoctor.finding import SEVERITIES, Finding
from fastdoctor.report.addresses import address_of_rule
from fastdoctor.report.markdown_text import shown_in_markdown
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import Result
from fastdoctor.report.summary import plural

LARGEST = 900_000
"""Bytes; GitHub takes no step summary above 1 MiB."""


def render(result: Result, rules: Sequence[Rule], presentation: Presentation) -> str:
    """The page; rows that do not fit are counted at its end."""
    addresses = {rule.id: address_of_rule(rule) for rule in rules}
    lines = list(_head(result))
    size = sum(len(line.encode()) + 1 for line in lines)
    ordered = sorted(result.findings, key=lambda finding: SEVERITIES.index(finding.severity or "warning"))
    for number, finding in enumerate(ordered):
        row = _row(finding, addresses)
        size += len(row.encode()) + 1
        if size > LARGEST:
            lines += ["", f"{plural(len(ordered) - number, 'problem')} more."]
            break
        lines.append(row)
    return "\n".join([*lines, ""])


def _head(result: Result) -> Iterator[str]:
    counts = Counter(finding.severity for finding in result.findings)
    parts = ", ".join(plural(counts[name], name) for name in SEVERITIES if counts[name])
    total = f"{plural(len(result.findings), 'problem')}: {parts}" if parts else "No problems"
    yield "## fastdoctor"
    yield ""
    known = f" {len(result.known)} known from the baseline." if result.known else ""
    elsewhere = f" {result.elsewhere} not brought by this change." if result.elsewhere else ""
    yield f"{total} in {plural(len(result.files_read), 'file')}.{known}{elsewhere}"
    for note in result.not_evaluated:
        yield f"- not evaluated: {shown_in_markdown(note.path)}: {shown_in_markdown(note.reason)}"
    if result.findings:
        yield ""
        yield "| severity | rule | place | problem |"
        yield "|---|---|---|---|"


def _row(finding: Finding, addresses: dict[str, str]) -> str:
    name = shown_in_markdown(finding.rule)
    rule = f"[{name}]({addresses[finding.rule]})" if finding.rule in addresses else name
    place = shown_in_markdown(f"{finding.location.path}:{finding.location.region.start_line}")
    problem = shown_in_markdown(finding.message) + (f"<br>{shown_in_markdown(finding.help)}" if finding.help else "")
    return f"| {finding.severity or 'warning'} | {rule} | {place} | {problem} |"
