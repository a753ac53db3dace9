"""A JUnit report: a suite for each file, a failed test for each finding, one passed test where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from fastdoctor.catalogue import Rule
from fastdoctor.finding import Finding
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import Result
from fastdoctor.report.safe_text import harmless


def render(result: Result, rules: Sequence[Rule], presentation: Presentation) -> str:
    """The report; what the XSD of the Jenkins plugin allows and nothing more."""
    count = len(result.findings)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="fastdoctor" tests="{max(count, 1)}" failures="{count}" errors="0">')
    for path, group in groupby(result.findings, key=lambda finding: finding.location.path):
        lines += _suite(path, list(group))
    if not count:
        lines.append('  <testsuite name="fastdoctor" tests="1" failures="0" errors="0">')
        lines.append('    <testcase name="no problems" classname="fastdoctor"/>')
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _suite(path: str, findings: Sequence[Finding]) -> Iterator[str]:
    count = len(findings)
    yield f'  <testsuite name={_quoted(path)} tests="{count}" failures="{count}" errors="0">'
    for finding in findings:
        region = finding.location.region
        name = f"{finding.rule}:{region.start_line}:{region.start_column}"
        yield f"    <testcase name={_quoted(name)} classname={_quoted(path)}>"
        kind = f"type={_quoted(finding.severity or 'warning')} message={_quoted(finding.message)}"
        yield f"      <failure {kind}>{escape(harmless(_text(finding)))}</failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _text(finding: Finding) -> str:
    region = finding.location.region
    place = f"{finding.location.path}:{region.start_line}:{region.start_column}"
    return f"{place}: {finding.message}" + (f"; {finding.help}" if finding.help else "")


def _quoted(text: str) -> str:
    return quoteattr(harmless(text))
