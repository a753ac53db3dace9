"""What lies inside a piece of a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from fastdoctor.syntax import tree

_SCOPES = frozenset({tree.Function, tree.Class, tree.Lambda})
_NODES = frozenset(kind for union in get_args(tree.Node) for kind in (get_args(union) or (union,)))
_GROUPS = frozenset({tuple, tree.WithItem, tree.Loop})


def children(node: Iterable[object]) -> Iterator[tree.Node]:
    """The nodes directly inside a node, in order of writing."""
    for value in node:
        kind = type(value)
        if kind in _NODES:
            yield value  # type: ignore[misc]
        elif kind in _GROUPS:
            yield from children(value)  # type: ignore[arg-type]
        elif kind is tree.Code:
            yield from children(value.body)  # type: ignore[attr-defined]


def walk(node: Iterable[object]) -> Iterator[tree.Node]:
    """Every node inside a node or a block, in order of writing, itself left out."""
    found: list[tree.Node] = []
    _collect(node, found, frozenset())
    return iter(found)


def walk_scope(node: Iterable[object]) -> Iterator[tree.Node]:
    """Every node that runs in the same scope: functions, classes and lambdas inside are named, not entered."""
    found: list[tree.Node] = []
    _collect(node, found, _SCOPES)
    return iter(found)


def own_nodes(function: tree.Function) -> tuple[tree.Node, ...]:
    """Every node that runs in the scope of a function, in order of writing."""
    code = function.code
    if code.nodes is None:
        code.nodes = tuple(walk_scope(code.body))
    return code.nodes


def has_yield(function: tree.Function) -> bool:
    """Whether a function is a generator."""
    return any(isinstance(inner, tree.Yield) for inner in own_nodes(function))


def _collect(node: Iterable[object], found: list[tree.Node], closed: frozenset[type]) -> None:
    for value in node:
        kind = type(value)
        if kind in _NODES:
            found.append(value)  # type: ignore[arg-type]
            if kind not in closed:
                _collect(value, found, closed)  # type: ignore[arg-type]
        elif kind in _GROUPS:
            _collect(value, found, closed)  # type: ignore[arg-type]
        elif kind is tree.Code:
            _collect(value.body, found, closed)  # type: ignore[attr-defined]
