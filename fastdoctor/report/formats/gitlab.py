"""GitLab's Code Quality report: a list that a merge request compares with that of its target branch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastdoctor.catalogue import Rule
from fastdoctor.finding import Finding
from fastdoctor.report.fingerprint import fingerprints
from fastdoctor.report.json_text import json_text
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import Result

_SEVERITIES = {"error": "critical", "warning": "major", "note": "minor"}


def render(result: Result, rules: Sequence[Rule], presentation: Presentation) -> str:
    """One entry a finding, [] for none; for `artifacts: reports: codequality`."""
    keys = fingerprints(result.findings, result.texts)
    return json_text([_entry(finding, key) for finding, key in zip(result.findings, keys, strict=True)])


def _entry(finding: Finding, fingerprint: str) -> dict[str, Any]:
    region = finding.location.region
    return {
        "description": f"{finding.message}; {finding.help}" if finding.help else finding.message,
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity or "warning"],
        "location": {
            "path": finding.location.path,
            "lines": {"begin": region.start_line, "end": region.end_line},
            "positions": {
                "begin": {"line": region.start_line, "column": region.start_column},
                "end": {"line": region.end_line, "column": region.end_column},
            },
        },
    }
