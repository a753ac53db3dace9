"""Which servers the containers of a Dockerfile start."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.finding import Location
from fastdoctor.stack.commands.images import Building, build_stages, command_line, described, shell_text
from fastdoctor.stack.commands.purpose import is_for_development
from fastdoctor.stack.commands.servers import SCRIPT, is_known
from fastdoctor.stack.commands.shell_lines import Surroundings, command_lines, commands_in, commands_of, scripts_of
from fastdoctor.stack.lines import Text
from fastdoctor.stack.values import ImageStage, StartCommand


class Image(Struct, frozen=True):
    """What one Dockerfile says: its stages, and the servers they start, by the stage's name."""

    path: str
    stages: tuple[ImageStage, ...]
    commands: tuple[StartCommand, ...]
    building: tuple[Building, ...] = ()


def read_image(tree: Tree, source: Text, programs: Container[str] = ()) -> Image:
    """The stages of a Dockerfile and the servers, or console scripts, that containers of them start."""
    stages = build_stages(source)
    found: list[StartCommand] = []
    for number, stage in enumerate(stages):
        final = number == len(stages) - 1
        own = any(item.name in {"CMD", "ENTRYPOINT"} for item in stage.instructions)
        if own or final:
            development = is_for_development(source.path, stage.name)
            found += (
                replace(command, service=stage.name, search_path=search_path(tree, source.path, stage))
                for command in started(tree, source.path, stage, development)
                if is_known(command, programs)
            )
    return Image(
        source.path,
        tuple(described(stage, number == len(stages) - 1) for number, stage in enumerate(stages)),
        tuple(found),
        tuple(stages),
    )


def stage_of(images: Iterable[Image], command: StartCommand) -> ImageStage | None:
    """The stage of a Dockerfile that states a command, or runs the script that has it; None for other commands."""
    for place in (command.location, command.called_from):
        for image in images:
            if place is not None and place.path == image.path:
                before = [stage for stage in image.stages if stage.location.region <= place.region]
                return before[-1] if before else None
    return None


def started(tree: Tree, path: str, stage: Building, development: bool) -> Iterator[StartCommand]:
    """The servers that a container of a stage starts, those of scripts that it runs included."""
    around = Surroundings("dockerfile", stage.environment, stage.working_directory, development)
    text = shell_text(stage)
    if text is not None:
        found = list(commands_in(text.body, around))
        for line in command_lines(text.body, around):
            found += in_scripts(tree, path, scripts_of(line), around, line.location)
        yield from found
        if found or stage.entrypoint in {None, text}:
            return
    whole = command_line(stage, development)
    if whole is None:
        return
    direct = list(commands_of(whole))
    yield from direct
    if all(command.server == SCRIPT for command in direct):
        yield from in_scripts(tree, path, scripts_of(whole), around, whole.location)


def in_scripts(
    tree: Tree, path: str, names: Iterator[str], around: Surroundings, called_from: Location
) -> Iterator[StartCommand]:
    """The servers that shell scripts of the repository start, found by the end of their path."""
    for name in names:
        script = script_in(tree, path, name)
        if script is None:
            continue
        try:
            source = Text(script, tree.text(script))
        except Unreadable:
            continue  # reported where the file itself is read
        inner = replace(around, kind="script", development=around.development or is_for_development(script))
        for found in commands_in(_Whole(source), inner):
            yield replace(found, called_from=called_from, caller=around.kind)


def script_in(tree: Tree, path: str, name: str) -> str | None:
    """The file of the repository that a script's name in an image or command stands for: the nearest one."""
    wanted = posixpath.basename(name)
    folder = posixpath.dirname(path)
    fitting = tree.ending_with(wanted)
    return min(fitting, key=lambda known: (not known.startswith(folder), known.count("/"), known), default=None)


def search_path(tree: Tree, path: str, stage: Building) -> tuple[str, ...]:
    """The folders of the repository that lie in the image where the server looks for modules."""
    return folders_at(tree, context_of(tree, path, stage), stage, stage.working_directory)


def folders_at(tree: Tree, context: str, stage: Building, folder: str) -> tuple[str, ...]:
    """The folders of the repository whose content a folder of the image holds."""
    found = []
    for source, destination in stage.copied:
        relative = posixpath.relpath(folder, destination)
        if relative == ".":
            below = source
        elif not relative.startswith(".."):
            below = posixpath.join(source, relative)
        else:
            inner = posixpath.relpath(destination, folder)
            if inner.startswith("..") or posixpath.basename(source) != posixpath.basename(inner):
                continue
            below = posixpath.dirname(source) if inner.count("/") == 0 else source
        candidate = posixpath.normpath(posixpath.join(context, below))
        candidate = "" if candidate == "." else candidate
        if candidate in tree.folders or (tree.paths and not candidate):
            found.append(candidate)
    return tuple(dict.fromkeys(found))


def context_of(tree: Tree, path: str, stage: Building) -> str:
    """The folder of the build context: the nearest at or above the Dockerfile that has what it copies."""
    sources = [source for source, _ in stage.copied if "*" not in source and "$" not in source and source != "."]
    folder = posixpath.dirname(path)
    while True:
        prefix = f"{folder}/" if folder else ""
        present = [(wanted := prefix + source) in tree or wanted in tree.folders for source in sources]
        if all(present) or not folder:
            return folder if all(present) or not any(present) else ""
        folder = posixpath.dirname(folder)


class _Whole(Struct, frozen=True):
    """A whole file as the text of a shell."""

    source: Text

    @property
    def text(self) -> str:
        return self.source.text

    def location(self, start: int, end: int) -> Location:
        return self.source.location(start, end)
