"""What a report says of a project besides its findings."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from fastdoctor.report.result import NotEvaluated, ProjectSummary, ResolvedVersion

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter
    from fastdoctor.project.project import Project
    from fastdoctor.stack import Problem

_SUMMARIZED = ("fastapi", "starlette", "pydantic")


def not_evaluated(
    run: Interpreter, paths: frozenset[str], others: tuple[Problem, ...] = ()
) -> tuple[NotEvaluated, ...]:
    """The files among these, or parts of them, that could not be read or followed, and why, but for syntax errors."""
    notes = {NotEvaluated(path, reason) for path, reason in run.unreadable.items() if path in paths}
    for path in paths.intersection(run.exhausted):
        notes.add(NotEvaluated(path, "too much to follow; what it builds may be incomplete"))
    notes |= {NotEvaluated(note.location.path, note.message) for note in others}
    return tuple(sorted(notes, key=lambda note: (note.path, note.reason)))


def broken_lines(run: Interpreter, paths: frozenset[str]) -> dict[str, int]:
    """The line of the first syntax error in each of these files that has one where it was read."""
    return {
        path: bisect_right(source.line_starts, source.broken[0][0])
        for path, source in run.trees.items()
        if path in paths and source.broken
    }


def syntax_error(path: str, line: int) -> NotEvaluated:
    """What is said of a file with a syntax error."""
    return NotEvaluated(path, f"syntax error at line {line}; the rest of the file was read")


def summarized(project: Project) -> ProjectSummary:
    """A project's versions, applications and number of registered routes."""
    versions = []
    for package in _SUMMARIZED:
        resolved = project.stack.resolved(package)
        if resolved is not None:
            versions.append(ResolvedVersion(package, resolved.version, resolved.location))
        elif package == "fastapi":
            versions.append(ResolvedVersion(package, "", None))
    targets = tuple(application.target for application in project.applications)
    registered = {id(route.fact.registration) for route in project.routes}
    return ProjectSummary(project.root, tuple(versions), targets, len(registered))
