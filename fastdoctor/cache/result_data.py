"""A result as plain data, and back: lists, texts and numbers, each checked when it is read."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any, TypeVar, cast

from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.finding import SEVERITIES, TIERS, Edit, Finding, Fix, Location, Region, Related, Severity, Tier
from fastdoctor.report.result import NotEvaluated, ProjectSummary, ResolvedVersion, Result

Value = TypeVar("Value")


class NoResult(Exception):
    """The data is not what `result_to` gives."""


def result_to(result: Result) -> object:
    """A result of one tree as data; the texts stay in the files."""
    return [
        [_summary_to(project) for project in result.projects],
        [_finding_to(finding) for finding in result.findings],
        [[note.path, note.reason] for note in result.not_evaluated],
        list(result.files_read),
        result.suppressed,
        sorted(result.recoded),
        sorted(result.texts),
    ]


def result_from(data: object, tree: Tree, rules: Container[str]) -> Result:
    """The result that became this data, with findings of these rules only; raises NoResult."""
    projects, findings, notes, files, suppressed, recoded, texts = _parts(data, 7)
    return Result(
        projects=_each(projects, _summary_from),
        findings=_each(findings, lambda finding: _finding_from(finding, rules)),
        not_evaluated=_each(notes, lambda note: NotEvaluated(*map(_text, _parts(note, 2)))),
        files_read=_each(files, _text),
        suppressed=_number(suppressed),
        texts=dict(_read(tree, path) for path in _each(texts, _text)),
        recoded=frozenset(_each(recoded, _text)),
    )


def _read(tree: Tree, path: str) -> tuple[str, str]:
    if path not in tree:
        raise NoResult
    try:
        return path, tree.text(path)
    except Unreadable as problem:
        raise NoResult from problem


def _summary_to(project: ProjectSummary) -> object:
    versions = [[found.package, found.version, _place_to(found.source)] for found in project.versions]
    return [project.root, versions, list(project.applications), project.routes]


def _summary_from(data: object) -> ProjectSummary:
    root, versions, applications, routes = _parts(data, 4)
    return ProjectSummary(_text(root), _each(versions, _version_from), _each(applications, _text), _number(routes))


def _version_from(data: object) -> ResolvedVersion:
    package, version, source = _parts(data, 3)
    return ResolvedVersion(_text(package), _text(version), None if source is None else _place_from(source))


def _finding_to(finding: Finding) -> object:
    related = [[_place_to(other.location), other.role] for other in finding.related]
    fix = finding.fix
    edits = [[_place_to(edit.location), edit.replacement] for edit in fix.edits] if fix else []
    return [
        finding.message,
        _place_to(finding.location),
        finding.label,
        finding.help,
        related,
        finding.severity,
        [fix.description, edits, fix.safe, fix.to_utf8] if fix else None,
        finding.rule,
        finding.tier,
    ]


def _finding_from(data: object, rules: Container[str]) -> Finding:
    message, location, label, help_text, related, severity, fix, rule, tier = _parts(data, 9)
    if _text(rule) not in rules or tier not in TIERS or (severity is not None and severity not in SEVERITIES):
        raise NoResult
    return Finding(
        _text(message),
        _place_from(location),
        _text(label),
        _text(help_text),
        _each(related, _related_from),
        cast("Severity | None", severity),
        None if fix is None else _fix_from(fix),
        rule,
        cast("Tier", tier),
    )


def _related_from(data: object) -> Related:
    location, role = _parts(data, 2)
    return Related(_place_from(location), _text(role))


def _fix_from(data: object) -> Fix:
    description, edits, safe, to_utf8 = _parts(data, 4)
    if not isinstance(safe, bool) or not isinstance(to_utf8, bool):
        raise NoResult
    return Fix(_text(description), _each(edits, _edit_from), safe, to_utf8)


def _edit_from(data: object) -> Edit:
    location, replacement = _parts(data, 2)
    return Edit(_place_from(location), _text(replacement))


def _place_to(location: Location | None) -> object:
    if location is None:
        return None
    region = location.region
    return [location.path, region.start_line, region.start_column, region.end_line, region.end_column]


def _place_from(data: object) -> Location:
    path, *region = _parts(data, 5)
    return Location(_text(path), Region(*map(_number, region)))


def _parts(data: object, count: int) -> list[Any]:
    if not isinstance(data, list) or len(data) != count:
        raise NoResult
    return data


def _each(data: object, convert: Callable[[object], Value]) -> tuple[Value, ...]:
    if not isinstance(data, list):
        raise NoResult
    return tuple(convert(item) for item in data)


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise NoResult
    return data


def _number(data: object) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise NoResult
    return data
