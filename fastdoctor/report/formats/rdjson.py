"""Diagnostics for reviewdog, with fixes as suggestions that a reviewer can take over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastdoctor.about import HOME
from fastdoctor.catalogue import Rule
from fastdoctor.finding import FIRST_LINE, Finding, Location, Region
from fastdoctor.report.addresses import address_of_rule
from fastdoctor.report.json_text import json_text
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import Result

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}
Lines = Mapping[str, Sequence[str]]


def render(result: Result, rules: Sequence[Rule], presentation: Presentation) -> str:
    """A DiagnosticResult; columns count bytes of UTF-8 from 1, as reviewdog.proto has it."""
    lines = {path: text.split("\n") for path, text in result.texts.items()}
    by_id = {rule.id: rule for rule in rules}
    source = {"name": "fastdoctor", "url": HOME}
    diagnostics = [_diagnostic(finding, by_id, lines) for finding in result.findings]
    return json_text({"source": source, "diagnostics": diagnostics})


def _diagnostic(finding: Finding, rules: Mapping[str, Rule], lines: Lines) -> dict[str, Any]:
    rule = rules.get(finding.rule)
    related = [{"message": one.role, "location": _location(one.location, lines)} for one in finding.related]
    suggestions = _suggestions(finding, lines)
    return {
        "message": f"{finding.message}; {finding.help}" if finding.help else finding.message,
        "location": _location(finding.location, lines),
        "severity": _SEVERITIES[finding.severity or "warning"],
        "code": {"value": finding.rule, **({"url": address_of_rule(rule)} if rule else {})},
        **({"suggestions": suggestions} if suggestions else {}),
        **({"relatedLocations": related} if related else {}),
    }


def _suggestions(finding: Finding, lines: Lines) -> list[dict[str, Any]]:
    """The edits of the fix; none where it also changes another file or an encoding: a suggestion is about its lines."""
    edits = finding.fix.edits if finding.fix and not finding.fix.to_utf8 else ()
    if any(edit.location.path != finding.location.path for edit in edits):
        return []
    own = lines.get(finding.location.path, ())
    return [{"range": _range(edit.location.region, own), "text": edit.replacement} for edit in edits]


def _location(location: Location, lines: Lines) -> dict[str, Any]:
    own = lines.get(location.path)
    if own is None or location.region == FIRST_LINE:
        return {"path": location.path, "range": {"start": {"line": location.region.start_line}}}
    return {"path": location.path, "range": _range(location.region, own)}


def _range(region: Region, lines: Sequence[str]) -> dict[str, Any]:
    return {
        "start": _position(region.start_line, region.start_column, lines),
        "end": _position(region.end_line, region.end_column, lines),
    }


def _position(line: int, column: int, lines: Sequence[str]) -> dict[str, int]:
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
