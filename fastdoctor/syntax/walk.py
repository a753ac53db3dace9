"""What lies inside a piece of a tree."""

from __future__ import annotations

from collections.abc import Iterator

from fastdoctor.syntax import tree

_SCOPES = (tree.Function, tree.Class, tree.Lambda)


def children(node: tuple[object, ...]) -> Iterator[tree.Node]:
    """The nodes directly inside a node, in order of writing."""
    for value in node:
        if isinstance(value, tuple):
            if hasattr(value, "_fields") and hasattr(value, "start"):
                yield value  # type: ignore[misc]
            else:
                yield from children(value)


def walk(node: tuple[object, ...]) -> Iterator[tree.Node]:
    """Every node inside a node or a block, in order of writing, itself left out."""
    for child in children(node):
        yield child
        yield from walk(child)


def walk_scope(node: tuple[object, ...]) -> Iterator[tree.Node]:
    """Every node that runs in the same scope: functions, classes and lambdas inside are named, not entered."""
    for child in children(node):
        yield child
        if not isinstance(child, _SCOPES):
            yield from walk_scope(child)


def has_yield(function: tree.Function) -> bool:
    """Whether a function is a generator."""
    return any(isinstance(inner, tree.Yield) for inner in walk_scope(function.body))
