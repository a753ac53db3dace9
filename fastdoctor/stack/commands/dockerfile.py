"""Which instructions a Dockerfile has: continuations joined, comments and heredocs understood, variables replaced."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from fastdoctor.finding import Location
from fastdoctor.pattern import pattern
from fastdoctor.stack.lines import Text

_DIRECTIVE = pattern(r"#\s*escape\s*=\s*(\S)", re.IGNORECASE)
_HEREDOC = pattern(r"<<(-?)([\"']?)([A-Za-z_]\w*)\2")
_VARIABLE = pattern(r"\\\$|\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+])([^}]*))?\})")
_STRING = pattern(r'"(?:[^"\\]|\\.)*"')
_WORD = pattern(r"""(?:[^\s"']+|"(?:[^"\\]|\\.)*"|'[^']*')+""")


class Slice(Struct, frozen=True):
    """A part of a file as a text of its own, with as many characters as the file has there."""

    source: Text
    start: int
    text: str

    def location(self, start: int, end: int) -> Location:
        """Where `text[start:end]` stands in the file."""
        return self.source.location(self.start + start, self.start + end)

    def part(self, start: int, end: int) -> Slice:
        """A part of this part."""
        return Slice(self.source, self.start + start, self.text[start:end])

    @property
    def whole(self) -> Location:
        """Where all of it stands, without the space around it."""
        stripped = self.text.strip()
        start = len(self.text) - len(self.text.lstrip())
        return self.location(start, start + len(stripped))


class Instruction(Struct, frozen=True):
    """One instruction: its name in capitals, its flags (`--from=x`), its text, and the bodies of its heredocs."""

    name: str
    flags: tuple[str, ...]
    body: Slice
    whole: Location
    documents: tuple[Slice, ...] = ()

    def words(self, variables: Mapping[str, str]) -> tuple[tuple[str, Location], ...]:
        """The words of the text, or the strings of its JSON form, with quotes taken off and variables replaced."""
        strings = self.strings()
        if strings is not None:
            return strings
        return tuple(
            (substituted(unquoted(found.group()), variables), self.body.location(*found.span()))
            for found in _WORD.finditer(self.body.text)
        )

    def strings(self) -> tuple[tuple[str, Location], ...] | None:
        """The strings of the JSON form with the places inside their quotes; None for the shell form."""
        text = self.body.text.strip()
        if not text.startswith("["):
            return None
        try:
            values = json.loads(text)
        except ValueError:
            return None
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            return None
        places = [self.body.location(found.start() + 1, found.end() - 1) for found in _STRING.finditer(self.body.text)]
        return tuple(zip(values, places, strict=True))


def instructions(source: Text) -> Iterator[Instruction]:
    """The instructions of a Dockerfile in their order."""
    escape = _escape(source.text)
    at = 0
    while at < len(source.text):
        end = _line_end(source.text, at)
        line = source.text[at:end]
        if not line.strip() or line.lstrip().startswith("#"):
            at = end + 1
            continue
        padded, end = _joined(source.text, at, escape)
        found, at = _instruction(source, at, end, padded)
        if found is not None:
            yield found


def substituted(text: str, variables: Mapping[str, str]) -> str:
    """A text with the variables that are known replaced; the others stay as they are written."""

    def value(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        if name is None:
            return "$"
        known = variables.get(name)
        match found[3]:
            case "-" | ":-":
                return known if known or (known is not None and found[3] == "-") else found[4]
            case "+" | ":+":
                return found[4] if known else ""
        return known if known is not None else found.group()

    return _VARIABLE.sub(value, text)


def unquoted(text: str) -> str:
    """A word without its quotes."""
    return re.sub(
        r'"((?:[^"\\]|\\.)*)"|\'([^\']*)\'', lambda found: found[1] if found[1] is not None else found[2], text
    )


def _escape(text: str) -> str:
    for line in text.splitlines():
        if not line.lstrip().startswith("#"):
            break
        found = _DIRECTIVE.match(line.strip())
        if found:
            return found[1]
    return "\\"


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _joined(text: str, at: int, escape: str) -> tuple[str, int]:
    """The logical line that begins at an offset, as long as in the file, and where it ends."""
    parts: list[str] = []
    while True:
        end = _line_end(text, at)
        line = text[at:end]
        stripped = line.rstrip()
        is_comment = bool(parts) and stripped.lstrip().startswith("#")
        is_blank = bool(parts) and not stripped
        if is_comment or is_blank:
            parts.append(" " * (len(line) + 1))
        elif stripped.endswith(escape):
            kept = stripped if escape == "\\" else stripped[:-1] + " "
            parts.append(kept + ("\n" if escape == "\\" else " ") + " " * (len(line) - len(stripped)))
        else:
            parts.append(line)
            return "".join(parts), end
        if end >= len(text):
            return "".join(parts)[: end - 0], end
        at = end + 1


def _instruction(source: Text, at: int, end: int, padded: str) -> tuple[Instruction | None, int]:
    found = re.match(r"\s*([A-Za-z]+)(?:[ \t]+|\\\n\s*|$)", padded)
    if found is None:
        return None, end + 1
    name, body_start = found[1].upper(), found.end()
    flags = []
    while flag := re.match(r"--[a-z-]+(?:=\S+)?(?:\s|\\\n)+", padded[body_start:]):
        flags.append(re.split(r"[\s\\]", flag.group(), maxsplit=1)[0])
        body_start += flag.end()
    whole = Slice(source, at, padded).whole
    body = Slice(source, at + body_start, padded[body_start:])
    documents: list[Slice] = []
    if name in {"RUN", "COPY", "ADD"} and not body.text.lstrip().startswith("["):
        for mark in _HEREDOC.finditer(body.text):
            document, end = _document(source, end, mark[3], dedented=bool(mark[1]))
            documents.append(document)
    return Instruction(name, tuple(flags), body, whole, tuple(documents)), end + 1


def _document(source: Text, end: int, mark: str, dedented: bool) -> tuple[Slice, int]:
    """The heredoc that begins on the line after `end`, and where its last line ends."""
    start = at = min(end + 1, len(source.text))
    while at < len(source.text):
        line_end = _line_end(source.text, at)
        line = source.text[at:line_end].rstrip("\r")
        if (line.lstrip("\t") if dedented else line) == mark:
            return Slice(source, start, source.text[start:at]), line_end
        at = line_end + 1
    return Slice(source, start, source.text[start:]), len(source.text)
