"""A Checkstyle report: for the many tools that read no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import quoteattr

from fastdoctor.catalogue import Rule
from fastdoctor.finding import Finding
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import Result
from fastdoctor.report.safe_text import harmless

_SEVERITIES = {"error": "error", "warning": "warning", "note": "info"}


def render(result: Result, rules: Sequence[Rule], presentation: Presentation) -> str:
    """One `error` element a finding, below the file it is in."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">']
    for path, group in groupby(result.findings, key=lambda finding: finding.location.path):
        lines += [f"  <file name={_quoted(path)}>", *map(_error, group), "  </file>"]
    return "\n".join([*lines, "</checkstyle>", ""])


def _error(finding: Finding) -> str:
    return f"    <error {' '.join(f'{name}={_quoted(value)}' for name, value in _attributes(finding))}/>"


def _attributes(finding: Finding) -> Iterator[tuple[str, str]]:
    yield "line", str(finding.location.region.start_line)
    yield "column", str(finding.location.region.start_column)
    yield "severity", _SEVERITIES[finding.severity or "warning"]
    yield "message", f"{finding.message}; {finding.help}" if finding.help else finding.message
    yield "source", f"fastdoctor.{finding.rule}"


def _quoted(text: str) -> str:
    return quoteattr(harmless(text))
