"""Which values the strings of a Python text become: plain ones, f-strings, and several in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.syntax import tree
from fastdoctor.syntax.literals import literal, unescaped
from fastdoctor.syntax.nodes import parts

if TYPE_CHECKING:
    from ast_grep_py import SgNode

_PREFIX_LETTERS = "rRbBuUfFtT"


class Strings:
    """Converts the strings of one text; what stands in an f-string is converted by `expression`."""

    text: str
    shift: int
    """How much further into the text the parser's nodes are than they say: they may come from a part of it."""

    def span(self, node: SgNode) -> tuple[int, int]:
        """Where a node stands in the text."""
        where = node.range()
        return where.start.index + self.shift, where.end.index + self.shift

    def expression(self, node: SgNode) -> tree.Expression:
        """The value of any expression."""
        raise NotImplementedError

    def _of_string(self, node: SgNode) -> tree.Expression:
        start, end = self.span(node)
        text = self.text[start:end]
        if text[0] in "'\"" and "\\" not in text:
            quotes = 3 if text[:3] in {'"""', "'''"} else 1
            return tree.Constant(start, end, text[quotes : len(text) - quotes])
        prefix = text[: len(text) - len(text.lstrip(_PREFIX_LETTERS))].lower()
        if "f" not in prefix and "t" not in prefix:
            return tree.Constant(start, end, literal(text))
        return tree.Format(start, end, tuple(self._format_parts(node, raw="r" in prefix)))

    def _format_parts(self, node: SgNode, raw: bool) -> list[tree.Expression]:
        found: list[tree.Expression] = []
        for child in parts(node):
            if child.kind() == "string_content":
                start, end = self.span(child)
                text = self.text[start:end].replace("{{", "{").replace("}}", "}")
                found.append(tree.Constant(start, end, text if raw or "\\" not in text else unescaped(text)))
            elif child.kind() == "interpolation":
                inner = child.field("expression")
                found.append(self.expression(inner) if inner else tree.Opaque(*self.span(child)))
        return found

    def _of_concatenated_string(self, node: SgNode) -> tree.Expression:
        pieces = [self.expression(child) for child in parts(node)]
        values = [piece.value for piece in pieces if isinstance(piece, tree.Constant)]
        if len(values) == len(pieces):
            if all(isinstance(value, str) for value in values):
                return tree.Constant(*self.span(node), "".join(str(value) for value in values))
            return tree.Constant(*self.span(node), b"".join(value for value in values if isinstance(value, bytes)))
        inner: list[tree.Expression] = []
        for piece in pieces:
            inner.extend(piece.parts if isinstance(piece, tree.Format) else [piece])
        return tree.Format(*self.span(node), tuple(inner))
