"""The project: the questions a rule may ask."""

from fastdoctor.project.opening import ProjectSettings, open_projects
from fastdoctor.project.project import Project

__all__ = ["Project", "ProjectSettings", "open_projects"]
