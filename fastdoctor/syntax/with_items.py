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
    if value.kind() in {"parenthesized_expression", "tuple"} and any(i.kind() == "as_pattern" for i in inner):
        return tuple(_item(expressions, child) for child in inner)
    return (_item(expressions, value),)


def _item(expressions: Expressions, node: SgNode) -> tree.WithItem:
    last = node
    while last.kind() == "conditional_expression":
        last = parts(last)[-1]
    target = parts(parts(last)[-1])[0] if last.kind() == "as_pattern" else None
    return tree.WithItem(expressions.expression(node), expressions.expression(target) if target else None)
