"""Annotations of a GitHub workflow run: workflow commands, the most severe first because GitHub shows only ten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastdoctor.catalogue import Rule
from fastdoctor.finding import SEVERITIES, Finding
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import Result
from fastdoctor.report.safe_text import harmless

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(result: Result, rules: Sequence[Rule], presentation: Presentation) -> str:
    """One workflow command a finding."""
    ordered = sorted(result.findings, key=lambda finding: SEVERITIES.index(finding.severity or "warning"))
    return "".join(f"{_command(finding)}\n" for finding in ordered)


def _command(finding: Finding) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(finding))
    text = f"{finding.message}; {finding.help}" if finding.help else finding.message
    return f"::{_COMMANDS[finding.severity or 'warning']} {properties}::{_data(text)}"


def _properties(finding: Finding) -> Iterator[tuple[str, str]]:
    region = finding.location.region
    yield "file", finding.location.path
    yield "line", str(region.start_line)
    yield "endLine", str(region.end_line)
    yield "col", str(region.start_column)
    if region.end_line == region.start_line:
        yield "endColumn", str(region.end_column)
    yield "title", f"fastdoctor ({finding.rule})"


def _data(text: str) -> str:
    lines = (harmless(line) for line in text.replace("\r", "\n").split("\n"))
    return "%0A".join(line.replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return harmless(escaped.replace(":", "%3A").replace(",", "%2C"))
