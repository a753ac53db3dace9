"""Which project each deployment file belongs to, and what it adds to it: commands, images, Pythons, requirements."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from msgspec import Struct, field

from fastdoctor.pattern import pattern
from fastdoctor.stack.commands.containers import Image
from fastdoctor.stack.commands.purpose import is_for_development
from fastdoctor.stack.commands.reading import Deployment
from fastdoctor.stack.commands.traffic import Probe, Proxy
from fastdoctor.stack.requirement import read_requirement
from fastdoctor.stack.values import ImageInstruction, ImageStage, Problem, PythonChoice, Requirement, StartCommand

_PYTHON_TAG = pattern(r"(?:^|/)(?:python|pypy)(?:/[\w.-]+)?:v?(3(?:\.[0-9]{1,3}){1,2})|[:-]python-?(3\.[0-9]{1,3})")
_INSTALL = pattern(
    r"(?:^|[;&|]\s*|\s)(?:(?:python[\d.]*\s+-m\s+)?pip[\d.]*\s+install|uv\s+(?:pip\s+install|add))\s+([^;&|]*)"
)
_VALUED = pattern(
    r"-[rceifit]$|--(?:requirement|constraint|editable|index-url|extra-index-url|find-links|target|prefix|platform"
    r"|python-version|root|trusted-host|timeout|group|extra|python|cache-dir|index)$"
)


class Deployed(Struct):
    """What the deployment files of one project say."""

    commands: tuple[StartCommand, ...] = ()
    images: tuple[Image, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    proxies: tuple[Proxy, ...] = ()
    probes: tuple[Probe, ...] = ()
    pythons: list[PythonChoice] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def deployments(read: Deployment, roots: tuple[str, ...]) -> dict[str, Deployed]:
    """What was read, by the folder of the project it belongs to.

    The folders that a command imports from decide; else the nearest project at or above its file; else the one
    project below it. What belongs to no project is the root's.
    """
    found: dict[str, Deployed] = {}
    for command in read.commands:
        deployed = found.setdefault(_root_of(command, roots), Deployed())
        deployed.commands = (*deployed.commands, command)
    for path, image in sorted(read.images.items()):
        root = _root_of_image(image, found, roots)
        deployed = found.setdefault(root, Deployed())
        deployed.images = (*deployed.images, image)
        deployed.pythons += _pythons(image)
        deployed.requirements += _requirements(image)
        deployed.files.append(path)
    for problem in read.problems:
        found.setdefault(_above(problem.location.path, roots), Deployed()).problems.append(problem)
    for note in read.notes:
        found.setdefault(_above(note.location.path, roots), Deployed()).notes.append(note)
    for path in read.files:
        found.setdefault(_above(path, roots), Deployed()).files.append(path)
    for deployed in found.values():
        _face(deployed, read)
    return {root: deployed for root, deployed in found.items() if root in roots or _says_something(deployed)}


def _face(deployed: Deployed, read: Deployment) -> None:
    """Add the proxies in front of a project's services, and the probes in the files that start them."""
    services = {command.service for command in deployed.commands if command.service}
    paths = {path for command in deployed.commands for path in (command.location.path, _called(command))}
    deployed.proxies = tuple(proxy for proxy in read.proxies if proxy.upstream in services)
    deployed.probes = tuple(probe for probe in read.probes if probe.file in paths)


def _says_something(deployed: Deployed) -> bool:
    return bool(deployed.commands or deployed.images or deployed.problems)


def _root_of(command: StartCommand, roots: tuple[str, ...]) -> str:
    for folder in command.search_path:
        if folder in roots:
            return folder
    for folder in command.search_path:
        above = _above(f"{folder}/x" if folder else "x", roots)
        if above in roots and (above or len(command.search_path) == 1):
            return above
    return _above(command.location.path, roots)


def _root_of_image(image: Image, found: dict[str, Deployed], roots: tuple[str, ...]) -> str:
    for root, deployed in sorted(found.items()):
        if any(image.path in {command.location.path, _called(command)} for command in deployed.commands):
            return root
    return _above(image.path, roots)


def _called(command: StartCommand) -> str:
    return command.called_from.path if command.called_from is not None else ""


def _above(path: str, roots: tuple[str, ...]) -> str:
    """The nearest project at or above a file; the only one below its folder where there is none above."""
    folder = first = posixpath.dirname(path)
    while folder and folder not in roots:
        folder = posixpath.dirname(folder)
    if folder in roots:
        return folder
    below = [root for root in roots if not first or root.startswith(f"{first}/")]
    return below[0] if len(below) == 1 else ""


def _pythons(image: Image) -> Iterator[PythonChoice]:
    """The Python of the image's last stage, by the tag of the image that it is built on in the end."""
    if not image.building or is_for_development(image.path):
        return
    stage = image.building[-1]
    while stage.base is not None:
        stage = stage.base
    tag = _PYTHON_TAG.search(stage.image)
    if tag is not None:
        version = tag[1] or tag[2]
        words = stage.origin.words({})
        location = words[0][1] if words else stage.origin.whole
        yield PythonChoice(f"=={version}.*" if version.count(".") < 2 else f"=={version}", version, location, "image")


def _requirements(image: Image) -> Iterator[Requirement]:
    """What the last stage installs by name (`RUN pip install fastapi uvicorn`)."""
    stage: ImageStage | None = image.stages[-1] if image.stages and not is_for_development(image.path) else None
    for instruction in stage.instructions if stage is not None else ():
        if instruction.name == "RUN":
            yield from _installed(instruction)


def _installed(instruction: ImageInstruction) -> Iterator[Requirement]:
    text = instruction.text.replace("\\\n", " ")
    for found in _INSTALL.finditer(text):
        words = found[1].split()
        skip = False
        for word in words:
            plain = word.strip("\"'")
            if skip or plain.startswith("-"):
                skip = not skip and _VALUED.match(plain) is not None
                continue
            if re.fullmatch(r"[A-Za-z0-9][\w.-]*(?:\[[\w,.-]+\])?(?:[<>=!~]=?[\w.*,<>=!~]+)?", plain):
                place = next(
                    (at for text, at in zip(instruction.arguments, instruction.places, strict=True) if plain in text),
                    instruction.location,
                )
                read = read_requirement(plain, place)
                if isinstance(read, Requirement) and read.name not in {"pip", "setuptools", "wheel", "uv", "poetry"}:
                    yield read
