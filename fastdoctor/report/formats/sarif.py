"""SARIF 2.1.0 as GitHub code scanning takes it: one run, relative URIs, tight regions, stable fingerprints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastdoctor.about import HOME, VERSION
from fastdoctor.catalogue import Rule
from fastdoctor.finding import SEVERITIES, Finding
from fastdoctor.report.addresses import relative_uri
from fastdoctor.report.fingerprint import fingerprints, line_hashes
from fastdoctor.report.json_text import json_text
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import NotEvaluated, Result
from fastdoctor.report.sarif_results import BASE, sarif_result
from fastdoctor.report.sarif_rules import sarif_rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_RESULTS = 25_000
"""GitHub refuses a run with more."""


def render(result: Result, rules: Sequence[Rule], presentation: Presentation) -> str:
    """The log of one run. Suppressed findings are not in it: GitHub would open alerts for them.

    With a baseline every result says whether it is new; those that the baseline knows are in it as unchanged. What is
    fixed is told as a notification: GitHub would open an alert for an absent result.
    """
    listed = sorted(rules, key=lambda rule: rule.id)
    run = {
        "tool": {
            "driver": {
                "name": "fastdoctor",
                "version": VERSION,
                "semanticVersion": VERSION,
                "informationUri": HOME,
                "rules": [sarif_rule(rule) for rule in listed],
            }
        },
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(result)}],
        "originalUriBaseIds": {BASE: {"description": {"text": "The folder that was checked from."}}},
        "columnKind": "unicodeCodePoints",
        "results": _results(result, {rule.id: index for index, rule in enumerate(listed)}),
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _results(result: Result, indexes: dict[str, int]) -> list[dict[str, Any]]:
    findings = _all(result)
    own = dict(zip(findings, fingerprints(findings, result.texts), strict=True))
    hashes = _line_hashes(result, findings)
    states = dict.fromkeys(result.known, "unchanged") | dict.fromkeys(result.findings, "new")
    return [
        {
            **sarif_result(finding, indexes[finding.rule], result.texts, _partial(finding, own[finding], hashes)),
            **({"baselineState": states[finding]} if result.has_baseline else {}),
        }
        for finding in _most_severe(findings)
    ]


def _all(result: Result) -> tuple[Finding, ...]:
    return tuple(sorted((*result.findings, *result.known), key=lambda finding: finding.order))


def _most_severe(findings: Sequence[Finding]) -> Sequence[Finding]:
    if len(findings) <= MOST_RESULTS:
        return findings
    ranked = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity or "warning"))
    return sorted(ranked[:MOST_RESULTS], key=lambda finding: finding.order)


def _partial(finding: Finding, own: str, hashes: dict[str, tuple[str, ...]]) -> dict[str, str]:
    lines = hashes.get(finding.location.path, ())
    line = finding.location.region.start_line
    github = {"primaryLocationLineHash": lines[line - 1]} if 1 <= line <= len(lines) else {}
    return {**github, "fastdoctor/v1": own}


def _line_hashes(result: Result, findings: Sequence[Finding]) -> dict[str, tuple[str, ...]]:
    """GitHub's hashes where ours are sure to equal them: it reads bytes as UTF-8 and takes a lone CR for a line end."""
    paths = {finding.location.path for finding in findings if finding.location.path in result.texts}
    return {
        path: line_hashes(result.texts[path])
        for path in sorted(paths - result.recoded)
        if "\r" not in result.texts[path].replace("\r\n", "")
    }


def _notifications(result: Result) -> list[dict[str, Any]]:
    left_out = len(result.findings) + len(result.known) - MOST_RESULTS
    capped = [{"level": "warning", "message": {"text": f"{left_out} results of lower severity were left out."}}]
    fixed = [
        {"level": "note", "message": {"text": f"Fixed since the baseline: {entry.rule} in {entry.path}."}}
        for entry in result.gone
    ]
    return [*map(_notification, result.not_evaluated), *fixed, *(capped if left_out > 0 else ())]


def _notification(note: NotEvaluated) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": relative_uri(note.path), "uriBaseId": BASE}}
    return {
        "level": "warning",
        "message": {"text": f"Not evaluated: {note.reason}."},
        "locations": [{"physicalLocation": place}],
    }
