"""Which syntax tree a Python text has: the parser's nodes become the plain values of `tree`."""

from __future__ import annotations

import sys

from ast_grep_py import SgRoot

from fastdoctor.syntax import tree
from fastdoctor.syntax.budget import require_short_lines
from fastdoctor.syntax.code import Reading
from fastdoctor.syntax.statements import Statements

_FRAMES = 8_000
"""Frames of Python that following the deepest tree that is read may need, with room for calls that are followed."""


def parse_module(path: str, text: str) -> tree.Module:
    """The tree of a Python text, which may hold syntax errors; raises GivenUp."""
    require_short_lines(text)
    make_room()
    root = SgRoot(text, "python").root()
    errors = root.find_all(kind="ERROR")
    bodies = Bodies(text)
    # what is wrong inside a function is only understood in the place where it stands
    statements = Statements(text, bodies.reading, apart=None if errors else bodies.read)
    bodies.reading.broken.extend(map(statements.span, errors))
    return tree.Module(path, text, statements.block(root), bodies.reading)


def make_room() -> None:
    """Let this process follow the deepest tree that is read."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _FRAMES))


class Bodies:
    """The functions of a text without errors, each parsed by itself."""

    def __init__(self, text: str, reading: Reading | None = None) -> None:
        self.text = text
        self.reading = reading or Reading()

    def read(self, start: int, end: int) -> tuple[tree.Statement, ...]:
        """The statements of the block that stands between two places."""
        self.reading.functions += 1
        line = max(self.text.rfind("\n", 0, start), self.text.rfind("\r", 0, start)) + 1
        before = self.text[line:start]
        lead = "if 1:\n" + (before if before.isspace() else " ")
        statement = SgRoot(lead + self.text[start:end], "python").root().children()[0]
        block = statement.field("consequence")
        assert block is not None
        return Statements(self.text, self.reading, start - len(lead)).body(block)
