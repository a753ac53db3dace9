"""What may a text cost? People write far below these limits; what lies beyond them was made by a program."""

from __future__ import annotations

from fastdoctor.pattern import pattern

DEEPEST_BLOCK = 150
"""Blocks in one another; Python itself stops at 100."""
DEEPEST_EXPRESSION = 400
"""Expressions in one another. Python itself stops at 200 parentheses."""
LONGEST_CHAIN = 1_000
"""Operands in a row, and branches of one `if`."""
MOST_NODES = 200_000
"""Expressions outside of functions, and in each function."""
MOST_STATEMENTS = 40_000
"""The same for statements."""
MOST_LINE_WORK = 150_000_000
"""Words times characters of a line, over all long lines: finding the place of a word costs the length of its line."""
_LONG_LINE = 2_000
_LINE = pattern(rf"[^\r\n]{{{_LONG_LINE},}}")
_WORD = pattern(r"\w+|[^\w\s]")


class GivenUp(Exception):
    """A text costs more than it may; the message says why."""


def require_short_lines(text: str) -> None:
    """Raise GivenUp for lines that are too long to be read word by word."""
    if max(map(len, text.split("\n"))) < _LONG_LINE:
        return
    work = 0
    for line in _LINE.finditer(text):
        length = line.end() - line.start()
        work += length * sum(1 for _ in _WORD.finditer(text, line.start(), line.end()))
        if work > MOST_LINE_WORK:
            number = text.count("\n", 0, line.start()) + 1
            raise GivenUp(f"line {number} has {length} characters: no person wrote it, so it is not read")


class Counter:
    """What the conversion of one text has cost so far."""

    def __init__(self) -> None:
        self.depth = self.blocks = self.nodes = self.statements = 0

    def expression(self) -> None:
        """One more expression; raises GivenUp."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise GivenUp(f"more than {MOST_NODES} expressions in one place: no person wrote it, so it is not read")

    def statement(self) -> None:
        """One more statement; raises GivenUp."""
        self.statements += 1
        if self.statements > MOST_STATEMENTS:
            raise GivenUp(f"more than {MOST_STATEMENTS} statements in one place: no person wrote it, so it is not read")
