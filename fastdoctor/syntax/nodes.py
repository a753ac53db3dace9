"""What the parser's nodes have: children and fields."""

from __future__ import annotations

from ast_grep_py import SgNode

_TRIVIA = frozenset({"comment", "line_continuation"})


def required(node: SgNode, name: str) -> SgNode:
    """The child that the grammar promises under this field name."""
    found = node.field(name)
    if found is None:
        raise ValueError(f"{node.kind()} without {name}")
    return found


def parts(node: SgNode) -> list[SgNode]:
    """The children without comments."""
    return [child for child in node.children() if child.kind() not in _TRIVIA]


def named_parts(node: SgNode) -> list[SgNode]:
    """The children without comments, words of the language and punctuation."""
    return [child for child in node.named_children() if child.kind() not in _TRIVIA]
