"""What lies inside a piece of a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, TypeAlias, get_args

from fastdoctor.syntax import tree

Inside: TypeAlias = tree.Node | tree.Part | tuple[Any, ...]
"""A node, a part of one, or a tuple of nodes, of None and of further tuples."""
_NO_NODES = frozenset({"int", "str", "bool", "Any", "tuple[str, ...]"})
"""The types of fields that hold no node, as they are written."""


def _parts(kind: type[tree.Part]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the fields of a kind of node in which nodes can be, in order of writing."""
    annotations: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        annotations |= vars(base).get("__annotations__", {})
    names = [name for name in kind.__struct_fields__ if annotations[name] not in _NO_NODES]
    if not names:
        return lambda node: ()
    get: Callable[[Any], Any] = attrgetter(*names)
    return get if len(names) > 1 else lambda node: (get(node),)


_SCOPES: frozenset[type] = frozenset({tree.Function, tree.Class, tree.Lambda})
NODES: frozenset[type] = frozenset(kind for union in get_args(tree.Node) for kind in (get_args(union) or (union,)))
_GROUPS: frozenset[type] = frozenset({tree.WithItem, tree.Loop})
PARTS: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    tuple: lambda several: several,
    tree.Code: lambda code: code.body,
    **{kind: _parts(kind) for kind in (*NODES, *_GROUPS)},
}


def children(node: Inside) -> Iterator[tree.Node]:
    """The nodes directly inside a node, in order of writing."""
    for value in PARTS[type(node)](node):
        if type(value) in NODES:
            yield value
        elif value is not None:
            yield from children(value)


def walk(node: Inside) -> Iterator[tree.Node]:
    """Every node inside a node or a block, in order of writing, itself left out."""
    found: list[tree.Node] = []
    _collect(node, found, frozenset())
    return iter(found)


def walk_scope(node: Inside) -> Iterator[tree.Node]:
    """Every node that runs in the same scope: functions, classes and lambdas inside are named, not entered."""
    found: list[tree.Node] = []
    _collect(node, found, _SCOPES)
    return iter(found)


def own_nodes(function: tree.Function) -> tuple[tree.Node, ...]:
    """Every node that runs in the scope of a function, in order of writing."""
    return function.code.nodes(_own)


def _own(body: tuple[tree.Statement, ...]) -> tuple[tree.Node, ...]:
    return tuple(walk_scope(body))


def has_yield(function: tree.Function) -> bool:
    """Whether a function is a generator."""
    return any(isinstance(inner, tree.Yield) for inner in own_nodes(function))


def _collect(node: Inside, found: list[tree.Node], closed: frozenset[type]) -> None:
    for value in PARTS[type(node)](node):
        kind = type(value)
        if kind in NODES:
            found.append(value)
            if kind not in closed:
                _collect(value, found, closed)
        elif value is not None:
            _collect(value, found, closed)
