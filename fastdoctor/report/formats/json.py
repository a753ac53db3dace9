"""The whole result for programs; the committed json.schema.json says what each key means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from fastdoctor.catalogue import Rule
from fastdoctor.finding import SEVERITIES, Finding, Fix, Location
from fastdoctor.report.fingerprint import fingerprints
from fastdoctor.report.json_text import json_text
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import ProjectSummary, Result

SCHEMA_VERSION = 1


def render(result: Result, rules: Sequence[Rule], presentation: Presentation) -> str:
    """One object; see the schema."""
    keys = fingerprints(result.findings, result.texts)
    return json_text(
        {
            "schema_version": SCHEMA_VERSION,
            "projects": [_project(project) for project in result.projects],
            "findings": [_finding(finding, key) for finding, key in zip(result.findings, keys, strict=True)],
            "not_evaluated": [{"path": note.path, "reason": note.reason} for note in result.not_evaluated],
            **({"baseline": _baseline(result)} if result.has_baseline else {}),
            "summary": _summary(result),
            **({"files": list(result.files_read)} if presentation.show_files else {}),
        }
    )


def _project(project: ProjectSummary) -> dict[str, Any]:
    return {
        "root": project.root,
        "applications": list(project.applications),
        "routes": project.routes,
        "versions": [
            {
                "package": version.package,
                "version": version.version or None,
                "source": _place(version.source) if version.source else None,
            }
            for version in project.versions
        ],
    }


def _finding(finding: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "tier": finding.tier,
        "message": finding.message,
        **_place(finding.location),
        "label": finding.label,
        "related": [{**_place(related.location), "role": related.role} for related in finding.related],
        "help": finding.help or None,
        "fix": _fix(finding.fix) if finding.fix else None,
        "fingerprint": fingerprint,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{**_place(edit.location), "replacement": edit.replacement} for edit in fix.edits]
    return {"description": fix.description, "safe": fix.safe, "to_utf8": fix.to_utf8, "edits": edits}


def _place(location: Location) -> dict[str, Any]:
    region = location.region
    return {
        "path": location.path,
        "line": region.start_line,
        "column": region.start_column,
        "end_line": region.end_line,
        "end_column": region.end_column,
    }


def _baseline(result: Result) -> dict[str, Any]:
    return {
        "known": len(result.known),
        "fixed": [
            {"path": entry.path, "rule": entry.rule, "fingerprint": entry.fingerprint, "count": entry.count}
            for entry in result.gone
        ],
    }


def _summary(result: Result) -> dict[str, Any]:
    by_severity = Counter(finding.severity for finding in result.findings)
    by_rule = Counter(finding.rule for finding in result.findings)
    return {
        "findings": len(result.findings),
        "by_severity": {severity: by_severity[severity] for severity in SEVERITIES},
        "by_rule": dict(sorted(by_rule.items())),
        "suppressed": result.suppressed,
        "elsewhere": result.elsewhere,
        "projects": len(result.projects),
        "routes": sum(project.routes for project in result.projects),
        "files_read": len(result.files_read),
        "not_evaluated": len(result.not_evaluated),
    }
