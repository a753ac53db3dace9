"""Upgrade advice for a project that lives in memory."""

from __future__ import annotations

from fastdoctor.files.tree import Tree
from fastdoctor.project import ProjectSettings, open_projects
from fastdoctor.upgrade.advice import Advice, advise


def advice(
    source: str,
    requirements: str,
    to: str | None = "0.165.0",
    everything: bool = False,
    package: str = "fastapi",
    **others: str,
) -> Advice:
    """What to expect of a program with these requirements."""
    files = {"main.py": source, "requirements.txt": requirements, **others}
    (project,) = open_projects(Tree.of(files), ProjectSettings())
    return advise(project, package, to, everything)


def announced(source: str, requirements: str, kind: str) -> set[int]:
    """The lines of a program at which a kind of change is announced."""
    return {
        change.location.region.start_line
        for change in advice(source, requirements).changes
        if change.kind == kind and change.location is not None and change.location.path == "main.py"
    }
