"""What a `case` of a match statement proves: the plain value it compares with, and the names it binds."""

from __future__ import annotations

from collections.abc import Callable

from ast_grep_py import SgNode

from fastdoctor.syntax import tree
from fastdoctor.syntax.expressions import Expressions
from fastdoctor.syntax.nodes import parts

_VALUES = frozenset({"string", "concatenated_string", "integer", "float", "true", "false", "none"})


def convert_case(
    expressions: Expressions, block: Callable[[SgNode], tuple[tree.Statement, ...]], node: SgNode
) -> tree.Case:
    """One `case` clause; patterns other than plain values, dotted names and their alternatives are left out."""
    children = [child for child in parts(node) if child.is_named()]
    patterns = [child for child in children if child.kind() == "case_pattern"]
    guard = next((child for child in children if child.kind() == "if_clause"), None)
    body = next((child for child in children if child.kind() == "block"), None)
    inner = parts(patterns[0])[0] if len(patterns) == 1 and parts(patterns[0]) else None
    names = tuple(sorted({name.text() for pattern in patterns for name in pattern.find_all(kind="identifier")}))
    capture = inner is not None and inner.kind() == "dotted_name" and "." not in inner.text()
    wildcard = inner is not None and (inner.kind() == "_" or capture)
    return tree.Case(
        *expressions.span(node),
        _pattern(expressions, inner) if inner is not None and not wildcard else None,
        wildcard,
        expressions.expression(parts(guard)[-1]) if guard else None,
        names,
        block(body) if body else (),
    )


def _pattern(expressions: Expressions, node: SgNode) -> tree.Expression | None:
    kind = node.kind()
    if kind in _VALUES or kind == "dotted_name":
        return expressions.expression(node)
    if kind == "union_pattern":
        inner = [_pattern(expressions, child) for child in parts(node) if child.is_named()]
        items = tuple(item for item in inner if item is not None)
        return tree.Sequence(*expressions.span(node), "set", items) if len(items) == len(inner) else None
    return None
