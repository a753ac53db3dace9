"""What do a project's files say of its containers besides what they start?"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from fastdoctor.files.tree import Unreadable
from fastdoctor.finding import Location
from fastdoctor.pattern import pattern
from fastdoctor.stack.commands.containers import Image, context_of, stage_of
from fastdoctor.stack.commands.purpose import is_for_development

if TYPE_CHECKING:
    from fastdoctor.project.project import Project
    from fastdoctor.stack import StartCommand

_USER = pattern(rb"^[ \t]*(?:-[ \t]+)?(?:runAsNonRoot:[ \t]*true|runAsUser:[ \t]*[1-9]|user:[ \t]*\S)", re.MULTILINE)


def deployed_images(project: Project) -> Iterator[tuple[Image, StartCommand]]:
    """The images whose last stage starts a server for production, each with the first command that does."""
    for image in project.stack.images:
        if not image.stages or is_for_development(image.path, image.stages[-1].name):
            continue
        started = (command for command in project.start_commands if not command.development)
        found = next((command for command in started if stage_of([image], command) == image.stages[-1]), None)
        if found is not None:
            yield image, found


def names_a_user(project: Project) -> bool:
    """Whether a compose file or a manifest of the repository gives some container a user."""
    files = project.run.files
    listed = (path for path in files.paths if path.endswith((".yaml", ".yml")))
    return any(_USER.search(files.readable_content(path)) for path in listed)


def written(project: Project, path: str) -> str:
    """The text of a script or a file of variables, "" where it cannot be read: that is told where it is read."""
    return project.run.files.readable_text(path)


def context_folder(project: Project, image: Image) -> str:
    """The folder of the repository from which an image is built."""
    return context_of(project.run.files, image.path, image.building[-1])


def copied(project: Project, image: Image, name: str) -> Location | None:
    """The instruction that copies a file of the build context's own folder into the last stage, None where none does.

    None too where `.dockerignore` keeps the file out.
    """
    if not image.building:
        return None
    context = context_folder(project, image)
    if _is_ignored(project, image, context, name):
        return None
    there = posixpath.join(context, name) in project.run.files
    for instruction in image.stages[-1].instructions:
        sources = [word for word in instruction.arguments[:-1] if not word.startswith("--")]
        outside = any(word.startswith("--from=") for word in instruction.arguments)
        if instruction.name not in {"COPY", "ADD"} or outside:
            continue
        plain = [posixpath.normpath(source.lstrip("/") or ".") for source in sources]
        if name in plain or (there and "." in plain):
            return instruction.location
    return None


def _is_ignored(project: Project, image: Image, context: str, name: str) -> bool:
    files = project.run.files
    for path in (f"{image.path}.dockerignore", posixpath.join(context, ".dockerignore")):
        if path not in files:
            continue
        try:
            lines = [line.strip() for line in files.text(path).splitlines()]
        except Unreadable:
            return True  # nobody knows what it keeps out
        ignored = False
        for line in lines:
            if line and not line.startswith("#"):
                plain = line.removeprefix("!").removeprefix("/").removeprefix("**/")
                ignored = not line.startswith("!") if fnmatch(name, plain) else ignored
        return ignored
    return False
