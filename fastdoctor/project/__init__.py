"""The project: the questions a rule may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.project.settings import ProjectSettings

if TYPE_CHECKING:
    from fastdoctor.project.opening import open_projects
    from fastdoctor.project.project import Project

__all__ = ["Project", "ProjectSettings", "open_projects"]


def __getattr__(name: str) -> object:
    # the parser and the model behind these are only loaded when a project is really opened
    if name == "Project":
        from fastdoctor.project.project import Project

        return Project
    if name == "open_projects":
        from fastdoctor.project.opening import open_projects

        return open_projects
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
