"""The same result seen from another folder: runs on several paths become one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from fastdoctor.finding import Finding, Fix, Location
from fastdoctor.report.result import ProjectSummary, Result


def relocated(result: Result, prefix: str) -> Result:
    """The result with each path below `prefix` ("" leaves it as it is)."""
    if not prefix:
        return result
    return replace(
        result,
        projects=tuple(_project(project, prefix) for project in result.projects),
        findings=tuple(_finding(finding, prefix) for finding in result.findings),
        not_evaluated=tuple(replace(note, path=_below(prefix, note.path)) for note in result.not_evaluated),
        files_read=tuple(_below(prefix, path) for path in result.files_read),
        known=tuple(_finding(finding, prefix) for finding in result.known),
        texts={_below(prefix, path): text for path, text in result.texts.items()},
        recoded=frozenset(_below(prefix, path) for path in result.recoded),
    )


def merged(results: Sequence[Result]) -> Result:
    """One result of several about different folders, sorted."""
    if len(results) == 1:
        return results[0]
    notes = (note for result in results for note in result.not_evaluated)
    projects = (project for result in results for project in result.projects)
    findings = (finding for result in results for finding in result.findings)
    return Result(
        projects=tuple(sorted(projects, key=lambda project: project.root)),
        findings=tuple(sorted(findings, key=lambda finding: finding.order)),
        not_evaluated=tuple(sorted(notes, key=lambda note: (note.path, note.reason))),
        files_read=tuple(sorted(path for result in results for path in result.files_read)),
        suppressed=sum(result.suppressed for result in results),
        texts={path: text for result in results for path, text in result.texts.items()},
        recoded=frozenset(path for result in results for path in result.recoded),
        known=tuple(sorted((one for result in results for one in result.known), key=lambda finding: finding.order)),
        gone=tuple(sorted(entry for result in results for entry in result.gone)),
        has_baseline=any(result.has_baseline for result in results),
        elsewhere=sum(result.elsewhere for result in results),
    )


def _below(prefix: str, path: str) -> str:
    return f"{prefix}/{path}" if path else prefix


def _location(location: Location, prefix: str) -> Location:
    return replace(location, path=_below(prefix, location.path))


def _fix(fix: Fix, prefix: str) -> Fix:
    return replace(fix, edits=tuple(replace(edit, location=_location(edit.location, prefix)) for edit in fix.edits))


def _finding(finding: Finding, prefix: str) -> Finding:
    return replace(
        finding,
        location=_location(finding.location, prefix),
        related=tuple(replace(one, location=_location(one.location, prefix)) for one in finding.related),
        fix=finding.fix and _fix(finding.fix, prefix),
    )


def _project(project: ProjectSummary, prefix: str) -> ProjectSummary:
    versions = tuple(
        replace(version, source=version.source and _location(version.source, prefix)) for version in project.versions
    )
    return replace(project, root=_below(prefix, project.root), versions=versions)
