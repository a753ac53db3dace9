"""Where does a constant stand in the source, and does the program ask for it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.project.expressions import Piece, Place
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import walk

if TYPE_CHECKING:
    from fastdoctor.project.project import Project


def literals(project: Project, value: str | bytes) -> Iterator[Place]:
    """The places outside of tests where the constant is written."""
    text = value.decode("latin-1") if isinstance(value, bytes) else value
    for source in project.sources(text):
        for statement in source.statements(tree.Constant, words=[text]):
            node = statement.node
            if node.value == value:
                yield Piece(project.run, source.path, node)


def is_compared(project: Project, value: str | bytes) -> bool:
    """Whether a comparison names the constant: a program that refuses its own placeholder does so."""
    text = value.decode("latin-1") if isinstance(value, bytes) else value
    return any(
        isinstance(inner, tree.Constant) and inner.value == value
        for source in project.sources(text)
        for statement in source.statements(tree.Comparison, words=[text])
        for inner in walk(statement.node)
    )
