"""Where the comments and the logical lines of a Python text are, for any Python, broken ones included."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct, field

from fastdoctor.pattern import pattern

_PREFIXES = frozenset({"r", "u", "b", "f", "t", "br", "rb", "fr", "rf", "tr", "rt"})
_WORD = pattern(r"\w+")
_BLANK = pattern(r"[ \t\f\r]+")
_COMMENT = pattern(r"#[^\n]*")
_QUOTE = pattern(r"\"\"\"|'''|\"|'")


class Comment(Struct, frozen=True):
    """A comment: its line and column (from 1, code points), its text from the `#` on.

    `alone` when nothing else stands on its line, `covers` the lines (first, last) it speaks for.
    """

    line: int
    column: int
    text: str
    alone: bool
    covers: tuple[int, int]


class _Code(Struct):
    """A piece of code: the file itself, or a replacement field of an f-string."""

    field: bool
    depth: int = 0


class _Text(Struct):
    """The inside of a string, or the format specification of a replacement field (which ends with `}`)."""

    end: str
    formatted: bool


class _Scan(Struct):
    text: str
    position: int = 0
    stack: list[_Code | _Text] = field(default_factory=lambda: [_Code(field=False)])
    comments: list[tuple[int, bool]] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    start: int | None = None

    def run(self) -> None:
        while self.position < len(self.text):
            match self.stack[-1]:
                case _Code() as code:
                    self._code(code)
                case _Text() as text:
                    self._text(text)
        self._end_of_line()

    def _code(self, code: _Code) -> None:
        character = self.text[self.position]
        if character == "\n":
            self.position += 1
            if len(self.stack) == 1 and code.depth == 0:
                self._end_of_line()
            return
        if blank := _BLANK.match(self.text, self.position):
            self.position = blank.end()
            return
        if comment := _COMMENT.match(self.text, self.position):
            self.comments.append((self.position, len(self.stack) == 1 and code.depth == 0))
            self.position = comment.end()
            return
        if self.start is None:
            self.start = self.position
        if code.field and code.depth == 0 and character in "}:":
            self._leave_field(character)
            return
        self._token(code, character)

    def _token(self, code: _Code, character: str) -> None:
        prefix = ""
        if word := _WORD.match(self.text, self.position):
            self.position = word.end()
            prefix = word[0].lower()
            if prefix not in _PREFIXES:
                return
        if quote := _QUOTE.match(self.text, self.position):
            self.position = quote.end()
            self.stack.append(_Text(quote[0], "f" in prefix or "t" in prefix))
            return
        if prefix:
            return
        if character in "([{":
            code.depth += 1
        elif character in ")]}":
            code.depth = max(0, code.depth - 1)
        self.position += (3 if self.text.startswith("\r\n", self.position + 1) else 2) if character == "\\" else 1

    def _leave_field(self, character: str) -> None:
        self.position += 1
        self.stack.pop()
        if character == ":":
            self.stack.append(_Text("}", formatted=True))

    def _text(self, inside: _Text) -> None:
        if self.text.startswith(inside.end, self.position):
            self.position += len(inside.end)
            self.stack.pop()
            return
        character = self.text[self.position]
        if character == "\n" and len(inside.end) == 1 and inside.end != "}":
            self.stack.pop()  # a string that its line does not close: the file is broken, the next line is code again
            return
        if character == "{" and inside.formatted and not self.text.startswith("{{", self.position):
            self.stack.append(_Code(field=True))
            self.position += 1
            return
        doubled = inside.formatted and self.text.startswith("{{", self.position)
        self.position += 2 if character == "\\" or doubled else 1

    def _end_of_line(self) -> None:
        if self.start is not None:
            self.lines.append((self.start, self.position - 1))
        self.start = None


def python_comments(text: str) -> tuple[Comment, ...]:
    """The comments of a Python text in their order, each with the lines it covers.

    A comment behind code covers its own line. One that stands alone covers the next logical line, and when that is a
    decorator, everything down to the end of the signature; inside brackets it covers the next line only.
    """
    scan = _Scan(text)
    scan.run()
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    logical = [(bisect_right(starts, first), bisect_right(starts, last)) for first, last in scan.lines]
    decorators = [text[first] == "@" for first, _ in scan.lines]
    return tuple(_comment(text, starts, offset, free, logical, decorators) for offset, free in scan.comments)


def _comment(
    text: str, starts: list[int], offset: int, free: bool, logical: list[tuple[int, int]], decorators: list[bool]
) -> Comment:
    line = bisect_right(starts, offset)
    start = starts[line - 1]
    end = text.find("\n", offset)
    content = text[offset : len(text) if end < 0 else end].rstrip("\r")
    alone = not text[start:offset].strip(" \t\f\ufeff")
    covers = (line, line)
    if alone:
        covers = _next_logical(line, logical, decorators) if free else _next_line(text, starts, line)
    return Comment(line, offset - start + 1, content, alone, covers)


def _next_logical(line: int, logical: list[tuple[int, int]], decorators: list[bool]) -> tuple[int, int]:
    index = bisect_right(logical, (line, 0))
    last = index
    while last < len(logical) - 1 and decorators[last]:
        last += 1
    return (logical[index][0], logical[last][1]) if index < len(logical) else (line, line)


def _next_line(text: str, starts: list[int], line: int) -> tuple[int, int]:
    for number in range(line, len(starts)):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        content = text[starts[number] : end].strip()
        if content and not content.startswith("#"):
            return number + 1, number + 1
    return line, line
