"""Which syntax tree a Python text has: the parser's nodes become the plain values of `tree`."""

from __future__ import annotations

import re
import sys

from ast_grep_py import SgRoot

from fastdoctor.syntax import tree
from fastdoctor.syntax.budget import require_short_lines
from fastdoctor.syntax.nodes import span
from fastdoctor.syntax.statements import Statements

_FRAMES = 8_000
"""Frames of Python that following the deepest tree that is read may need, with room for calls that are followed."""


def parse_module(path: str, text: str) -> tree.Module:
    """The tree of a Python text, which may hold syntax errors; raises GivenUp."""
    require_short_lines(text)
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _FRAMES))
    root = SgRoot(text, "python").root()
    statements = Statements(text)
    statements.broken.extend(span(node) for node in root.find_all(kind="ERROR"))
    body = statements.block(root)
    return tree.Module(path, body, _line_starts(text), statements.broken)


def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text)))
