"""What does a project without a lock leave open, and which instructions of its images install it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.pattern import pattern
from fastdoctor.stack.projects import group_of
from fastdoctor.stack.resolution import pinned

if TYPE_CHECKING:
    from fastdoctor.project.project import Project
    from fastdoctor.stack.values import ImageInstruction, Requirement

INSTALLS = pattern(
    r"\bpip[\d.]*\s+install\b[^;&|]*?\s(?:(?:-r|--requirement)[\s=]*(?P<file>\S+)|-e|--editable|\.(?=[\s\[/;&]|$))"
    r"|\b(?:uv\s+sync|poetry\s+install|pdm\s+(?:install|sync)|pipenv\s+(?:install|sync))\b"
)
ENOUGH = 0.8
"""The share of pinned requirements from which on a file counts as a lock."""


class Unlocked(Struct, frozen=True):
    """The production requirements of an application without a lock, those that are open, and what installs them."""

    requirements: tuple[Requirement, ...]
    open: tuple[Requirement, ...]
    instructions: tuple[ImageInstruction, ...]


def unlocked(project: Project) -> Unlocked | None:
    """What an image installs anew from open ranges; None for libraries, locks, and where most are pinned."""
    stack = project.stack
    asked = tuple(item for item in stack.requirements if item.name and not item.group and not item.constraint)
    limited = {item.name for item in stack.requirements if item.constraint and pinned(item.specifier)}
    left = tuple(item for item in asked if not (item.url or pinned(item.specifier) or item.name in limited))
    if stack.is_library or stack.is_locked or not project.applications:
        return None
    if not any(item.name == "fastapi" for item in asked):
        return None
    if not stack.complete or len(asked) - len(left) >= ENOUGH * len(asked):
        return None
    found = tuple(_installing(project))
    return Unlocked(asked, left, found) if found else None


def _installing(project: Project) -> Iterator[ImageInstruction]:
    """The instructions that install what the project declares for production."""
    files = {path.rpartition("/")[2] for path in project.stack.manifests if not group_of(path)}
    for image in project.stack.images:
        for stage in image.stages:
            for instruction in stage.instructions:
                text = instruction.text.replace("\\\n", " ") if instruction.name == "RUN" else ""
                if any(not found["file"] or _name(found["file"]) in files for found in INSTALLS.finditer(text)):
                    yield instruction


def _name(path: str) -> str:
    return path.strip("\"'").rpartition("/")[2]
