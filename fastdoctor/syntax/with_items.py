"""What a `with` statement enters, and what each of it is bound to."""

from __future__ import annotations

from ast_grep_py import SgNode

from fastdoctor.syntax import tree
from fastdoctor.syntax.expressions import Expressions
from fastdoctor.syntax.nodes import parts


def with_items(expressions: Expressions, node: SgNode) -> tuple[tree.WithItem, ...]:
    """The items of one `with_item`, which are several in parentheses: the grammar takes these for a tuple."""
    value = parts(node)[0]
    inner = [child for child in parts(value) if child.is_named()]
    if value.kind() == "as_pattern":
        return (_bound(expressions, inner[0], inner[1]),)
    if value.kind() in {"parenthesized_expression", "tuple"} and any(i.kind() == "as_pattern" for i in inner):
        return tuple(_in_parentheses(expressions, child) for child in inner)
    return (tree.WithItem(expressions.expression(value), None),)


def _in_parentheses(expressions: Expressions, node: SgNode) -> tree.WithItem:
    if node.kind() != "as_pattern":
        return tree.WithItem(expressions.expression(node), None)
    value, target = (child for child in parts(node) if child.is_named())
    return _bound(expressions, value, target)


def _bound(expressions: Expressions, value: SgNode, target: SgNode) -> tree.WithItem:
    return tree.WithItem(expressions.expression(value), expressions.expression(parts(target)[0]))
