"""Which stages a Dockerfile builds, and what each of them holds and starts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from fastdoctor.pattern import pattern
from fastdoctor.stack.commands.arguments import Argument, CommandLine
from fastdoctor.stack.commands.dockerfile import Instruction, instructions, substituted, unquoted
from fastdoctor.stack.lines import Text
from fastdoctor.stack.values import ImageInstruction, ImageStage

_PAIR = pattern(r"""([A-Za-z_]\w*)=((?:[^\s"']|"(?:[^"\\]|\\.)*"|'[^']*')*)""")


class Building(Struct):
    """A stage while its instructions are read."""

    name: str
    image: str
    origin: Instruction
    instructions: list[Instruction] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    arguments: dict[str, str] = field(default_factory=dict)
    user: str = ""
    working_directory: str = "/"
    copied: list[tuple[str, str]] = field(default_factory=list)
    """(source in the build context, destination in the image)"""
    command: Instruction | None = None
    entrypoint: Instruction | None = None
    base: Building | None = None

    @property
    def variables(self) -> dict[str, str]:
        """What `$NAME` means in the instructions of the stage."""
        return {**self.arguments, **self.environment}


def build_stages(source: Text) -> list[Building]:
    """The stages of a Dockerfile, each with what it inherits from the stages it is built on."""
    stages: list[Building] = []
    known: dict[str, Building] = {}
    arguments: dict[str, str] = {}
    for instruction in instructions(source):
        if instruction.name == "FROM":
            stage = _opened(instruction, arguments, known)
            known[stage.name.lower() or str(len(stages))] = stage
            stages.append(stage)
        elif not stages:
            if instruction.name == "ARG":
                arguments |= _pairs(instruction, arguments)
        else:
            _apply(stages[-1], instruction, arguments)
    return stages


def described(stage: Building, is_final: bool) -> ImageStage:
    """A stage as the rules see it."""
    words = stage.origin.words({})
    return ImageStage(
        stage.name,
        stage.image,
        stage.origin.whole,
        words[0][1] if words else stage.origin.whole,
        tuple(_instruction(item, stage.variables) for item in stage.instructions),
        stage.user,
        tuple(sorted(stage.environment.items())),
        tuple(source for source, _ in stage.copied),
        stage.working_directory,
        is_final,
        _below(stage),
    )


def _below(stage: Building) -> str:
    while stage.base is not None:
        stage = stage.base
    return stage.image


def command_line(stage: Building, development: bool) -> CommandLine | None:
    """What a container of this stage runs: ENTRYPOINT and CMD together, None where it has neither."""
    entrypoint, command = stage.entrypoint, stage.command
    if entrypoint is None and command is None:
        return None
    parts = [entrypoint] if entrypoint is not None else []
    if command is not None and (entrypoint is None or None not in (entrypoint.strings(), command.strings())):
        parts.append(command)
    arguments: list[Argument] = []
    for part in parts:
        strings = part.strings()
        if strings is None:
            return None
        arguments += [Argument(text, place) for text, place in strings]
    last = parts[-1]
    return CommandLine(
        tuple(arguments),
        last.whole if len(parts) == 1 else parts[-1].whole,
        " ".join(argument.text or "" for argument in arguments),
        "dockerfile",
        "exec",
        stage.environment,
        stage.working_directory,
        development,
    )


def shell_text(stage: Building) -> Instruction | None:
    """The ENTRYPOINT or CMD in shell form that a container of this stage runs, None where both are JSON.

    A CMD in shell form is what an ENTRYPOINT in JSON form is given to run.
    """
    if stage.entrypoint is not None and stage.entrypoint.strings() is None:
        return stage.entrypoint
    return stage.command if stage.command is not None and stage.command.strings() is None else None


def _opened(instruction: Instruction, arguments: Mapping[str, str], known: Mapping[str, Building]) -> Building:
    words = [text for text, _ in instruction.words(arguments)]
    image = words[0] if words else ""
    name = words[2] if len(words) > 2 and words[1].lower() == "as" else ""
    base = known.get(image.lower())
    if base is None:
        return Building(name, image, instruction)
    return replace(
        base,
        name=name,
        image=image,
        origin=instruction,
        instructions=[],
        environment=dict(base.environment),
        arguments={},
        copied=list(base.copied),
        base=base,
    )


def _apply(stage: Building, instruction: Instruction, globals_: Mapping[str, str]) -> None:
    stage.instructions.append(instruction)
    variables = stage.variables
    match instruction.name:
        case "ARG":
            for name, value in _pairs(instruction, variables).items():
                stage.arguments[name] = value or globals_.get(name, "")
            for word, _ in instruction.words(variables):
                if "=" not in word and word in globals_:
                    stage.arguments[word] = globals_[word]
        case "ENV":
            stage.environment |= _environment(instruction, variables)
        case "USER":
            stage.user = next((text for text, _ in instruction.words(variables)), "")
        case "WORKDIR":
            folder = next((text for text, _ in instruction.words(variables)), "")
            stage.working_directory = posixpath.normpath(posixpath.join(stage.working_directory, folder))
        case "COPY" | "ADD":
            stage.copied += _copied(instruction, stage)
        case "CMD":
            stage.command = instruction
        case "ENTRYPOINT":
            stage.entrypoint = instruction
            if stage.base is not None and stage.command is stage.base.command:
                stage.command = None  # a new entrypoint drops the command of the image below
        case _:
            pass


def _copied(instruction: Instruction, stage: Building) -> Iterator[tuple[str, str]]:
    words = [text for text, _ in instruction.words(stage.variables) if not text.startswith("<<")]
    if any(flag.startswith("--from=") for flag in instruction.flags) or len(words) < 2:
        return
    *sources, target = words
    destination = posixpath.normpath(posixpath.join(stage.working_directory, target))
    for source in sources:
        if "://" in source:
            continue
        plain = posixpath.normpath(source.lstrip("/") or ".")
        into = target.endswith("/") or len(sources) > 1
        is_file = bool(posixpath.splitext(plain)[1]) and not plain.endswith("/")
        yield plain, posixpath.join(destination, posixpath.basename(plain)) if into and is_file else destination


def _pairs(instruction: Instruction, variables: Mapping[str, str]) -> dict[str, str]:
    text = instruction.body.text.replace("\\\n", "  ")
    return {
        found[1]: substituted(unquoted(found[2]), variables) for found in _PAIR.finditer(text)
    }  # fmt: skip


def _environment(instruction: Instruction, variables: Mapping[str, str]) -> dict[str, str]:
    name, _, value = instruction.body.text.strip().partition(" ")
    if "=" not in name and value:
        return {name: substituted(unquoted(value.strip()), variables)}
    return _pairs(instruction, variables)


def _instruction(item: Instruction, variables: Mapping[str, str]) -> ImageInstruction:
    words = item.words(variables)
    return ImageInstruction(
        item.name,
        item.body.text.strip(),
        item.whole,
        "exec" if item.strings() is not None else "shell",
        (*item.flags, *(text for text, _ in words)),
        (*(item.whole for _ in item.flags), *(place for _, place in words)),
    )
