"""A finding as a SARIF result."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from fastdoctor.finding import FIRST_LINE, Edit, Finding, Fix, Location, Region, Related
from fastdoctor.report.addresses import relative_uri
from fastdoctor.report.sarif_rules import sentence

BASE = "%SRCROOT%"


def sarif_result(finding: Finding, index: int, texts: Mapping[str, str], partial: dict[str, str]) -> dict[str, Any]:
    """The result; `index` is the rule's place in the list of the driver, `partial` its fingerprints."""
    related = [_related(number, one, texts) for number, one in enumerate(finding.related, 1)]
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": _place(finding.location, texts)}],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": partial,
        **({"fixes": [_fix(finding.fix)]} if finding.fix and not finding.fix.to_utf8 else {}),
    }


def _message(finding: Finding) -> str:
    """GitHub takes the first sentence as title, and shows a related place only where the message links to it."""
    places = ", ".join(f"[{_plain(one.role)}]({number})" for number, one in enumerate(finding.related, 1))
    parts = [finding.message, finding.help]
    text = " ".join(sentence(part).replace("](", "\\](") for part in parts if part)
    return f"{text} See {places}." if places else text


def _plain(text: str) -> str:
    return text.replace("[", "(").replace("]", ")") or "here"


def _related(number: int, related: Related, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": number,
        "message": {"text": sentence(related.role or "here")},
        "physicalLocation": _place(related.location, texts),
    }


def _place(location: Location, texts: Mapping[str, str]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(location.path)}
    if location.path not in texts:
        return {**place, "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}}
    lines = texts[location.path].split("\n")
    region = _inside(location.region, lines)
    place["region"] = {**_region(region), "snippet": {"text": _between(lines, region)}}
    around = Region(max(1, region.start_line - 1), 1, min(len(lines), region.end_line + 1), 1)
    if around.end_line - around.start_line > region.end_line - region.start_line:
        context = "\n".join(lines[around.start_line - 1 : around.end_line])
        place["contextRegion"] = {
            "startLine": around.start_line,
            "endLine": around.end_line,
            "snippet": {"text": context},
        }
    return place


def _inside(region: Region, lines: list[str]) -> Region:
    """The region itself; the whole first line for a finding about the file."""
    if region == FIRST_LINE:
        return Region(1, 1, 1, len(lines[0].rstrip("\r")) + 1)
    return region


def _between(lines: list[str], region: Region) -> str:
    inside = lines[region.start_line - 1 : region.end_line]
    if not inside:
        return ""
    inside[-1] = inside[-1][: region.end_column - 1]
    inside[0] = inside[0][region.start_column - 1 :]
    return "\n".join(inside)


def _fix(fix: Fix) -> dict[str, Any]:
    edits = sorted(fix.edits)
    changes = [
        {"artifactLocation": _artifact(path), "replacements": [_replacement(edit) for edit in group]}
        for path, group in groupby(edits, key=lambda edit: edit.location.path)
    ]
    caution = "" if fix.safe else " (may change what working code does)"
    return {"description": {"text": sentence(f"{fix.description}{caution}")}, "artifactChanges": changes}


def _replacement(edit: Edit) -> dict[str, Any]:
    inserted = {"insertedContent": {"text": edit.replacement}} if edit.replacement else {}
    return {"deletedRegion": _region(edit.location.region), **inserted}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": relative_uri(path), "uriBaseId": BASE}


def _region(region: Region) -> dict[str, int]:
    return {
        "startLine": region.start_line,
        "startColumn": region.start_column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }
