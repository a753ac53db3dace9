"""Which servers a shell text starts, variables replaced as far as the text and its surroundings tell."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from fastdoctor.finding import Location
from fastdoctor.pattern import pattern
from fastdoctor.stack.commands.arguments import Argument, CommandLine, Places
from fastdoctor.stack.commands.servers import SERVERS, start_command
from fastdoctor.stack.commands.wrappers import unwrapped
from fastdoctor.stack.values import CommandForm, FileKind, StartCommand

_INTERESTING = pattern("|".join((*sorted(SERVERS), "python", r"\.sh\b", "start")))
_SHORT = 300
"""Characters up to which a text is read without a word that promises a server: its program may be the project's own."""
_SHELLS = frozenset({"sh", "bash", "ash", "dash", "zsh"})
_DEVELOPMENT = pattern(r"(?i)\b(?:dev|development|debug|local|reload)\b|\bdev[_-]|_dev\b")
_DEEPEST = 4


class Surroundings(Struct, frozen=True):
    """What holds for every command of a text."""

    kind: FileKind
    environment: Mapping[str, str] = field(default_factory=dict)
    working_directory: str = ""
    development: bool = False


def commands_in(
    places: Places, around: Surroundings, form: CommandForm = "shell", depth: int = 0
) -> Iterator[StartCommand]:
    """The servers that a shell text starts."""
    if len(places.text) > _SHORT and not _INTERESTING.search(places.text):
        return
    found = [command for line in command_lines(places, around, form) for command in commands_of(line, depth)]
    served = {command.target for command in found if not command.reload}
    for command in found:
        # a script that starts the same without reload, too, has a mode for whoever works on it
        is_mode = command.reload and command.target in served
        yield replace(command, development=True) if is_mode else command


def command_lines(places: Places, around: Surroundings, form: CommandForm = "shell") -> Iterator[CommandLine]:
    """Every command of a shell text, with the variables that were set before it."""
    from fastdoctor.syntax.shell import commands, expanded

    assigned: dict[str, tuple[str | None, tuple[str, ...]]] = {}
    folder = around.working_directory
    for command in commands(places.text):
        known = {**around.environment, **dict(_certain(assigned, command.conditions))}
        variables = {name: text for name, text in known.items() if text is not None}
        texts = {name: expanded(value, variables) for name, value in command.assignments}
        own = {name: text for name, text in texts.items() if text is not None}
        if not command.words:
            assigned |= {name: (text, _asking(command.conditions, name)) for name, text in texts.items()}
            continue
        arguments = tuple(
            Argument(expanded(word, variables), _place(places, word.start, word.end, word.quoted))
            for word in command.words
        )
        if arguments[0].text == "cd" and len(arguments) > 1 and arguments[1].text:
            folder = posixpath.normpath(posixpath.join(folder, arguments[1].text))
        development = around.development or any(_DEVELOPMENT.search(text) for text in command.conditions)
        yield CommandLine(
            arguments,
            places.location(command.start, command.end),
            places.text[command.start : command.end],
            around.kind,
            form,
            {**variables, **own},
            folder,
            development,
        )


def _certain(
    assigned: Mapping[str, tuple[str | None, tuple[str, ...]]], conditions: tuple[str, ...]
) -> Iterator[tuple[str, str | None]]:
    """What variables hold under some conditions: None where what was assigned hangs on another one."""
    for name, (text, required) in assigned.items():
        yield name, text if conditions[: len(required)] == required else None


def _asking(conditions: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The conditions of an assignment, but for those that ask whether the variable is set: it gets a default."""
    unset = re.compile(rf'-z\s+"?\$\{{?{name}\b')
    return tuple(text for text in conditions if unset.search(text) is None)


def commands_of(line: CommandLine, depth: int = 0) -> Iterator[StartCommand]:
    """The servers that one command line starts, by itself or through `sh -c`."""
    inner = unwrapped(line)
    if inner is None or not inner.arguments:
        return
    words = [argument.text for argument in inner.arguments]
    if posixpath.basename(words[0] or "") in _SHELLS and depth < _DEEPEST:
        script = _script(inner)
        if script is not None and script.text is not None:
            around = Surroundings(line.kind, inner.environment, line.working_directory, line.development)
            places = InWord(script.text, script.location)
            for found in commands_in(places, around, "shell", depth + 1):
                started = " ".join((*inner.wrapper, posixpath.basename(words[0] or ""), found.wrapper)).strip()
                yield replace(found, wrapper=started)
            return
    command = start_command(line)
    if command is not None:
        yield command


def scripts_of(line: CommandLine) -> Iterator[str]:
    """The shell scripts that a command line runs, as it names them."""
    for argument in line.arguments:
        if argument.text is not None and argument.text.endswith((".sh", ".bash")):
            yield argument.text


def _script(line: CommandLine) -> Argument | None:
    """The text after the `-c` of a shell."""
    for index, argument in enumerate(line.arguments[1:], 1):
        if argument.text is not None and re.fullmatch(r"-[a-z]*c[a-z]*", argument.text):
            following = line.arguments[index + 1 : index + 2]
            return following[0] if following else None
    return None


class InWord(Struct, frozen=True):
    """The text of one word as a text of its own; its places are exact where the word stands on one line."""

    text: str
    whole: Location

    def location(self, start: int, end: int) -> Location:
        """Where `text[start:end]` stands; the whole word where the file writes it differently."""
        from fastdoctor.stack.commands.arguments import within

        region = self.whole.region
        width = region.end_column - region.start_column
        if region.start_line != region.end_line or width != len(self.text):
            return self.whole
        return within(self.whole, start, end)


def _place(places: Places, start: int, end: int, quoted: bool) -> Location:
    return places.location(start + 1, end - 1) if quoted and end - start >= 2 else places.location(start, end)
