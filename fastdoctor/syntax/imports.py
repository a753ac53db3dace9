"""Which names an import statement binds."""

from __future__ import annotations

from collections.abc import Callable

from ast_grep_py import SgNode

from fastdoctor.syntax import tree
from fastdoctor.syntax.nodes import required


def imported(nodes: list[SgNode], span: Callable[[SgNode], tuple[int, int]]) -> tuple[tree.Imported, ...]:
    """The imported names among the children of a statement; `span` tells where a node stands in the text."""
    found = []
    for node in nodes:
        kind = node.kind()
        if kind == "aliased_import":
            name, alias = required(node, "name"), required(node, "alias")
            found.append(tree.Imported(*span(node), _dotted(name), alias.text()))
        elif kind in {"dotted_name", "identifier"}:
            found.append(tree.Imported(*span(node), _dotted(node), ""))
        elif kind == "wildcard_import":
            found.append(tree.Imported(*span(node), "*", ""))
    return tuple(found)


def _dotted(node: SgNode) -> str:
    return "".join(node.text().split())
