"""What stands beside the type in `Annotated[...]`?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from fastdoctor.project.expressions import Expression, expression
from fastdoctor.project.fact import remembered
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project.project import Project
    from fastdoctor.project.source import SourceFile


def annotated_types(project: Project, *words: str) -> Iterator[tuple[Expression, Expression]]:
    """Each piece of metadata of every `Annotated[type, ...]` in the files with one of these words, after the type."""
    for source in project.sources(*words):
        yield from remembered(project, ("annotated types", words, source.path), partial(_in_source, source, words))


def _in_source(source: SourceFile, words: tuple[str, ...]) -> Iterator[tuple[Expression, Expression]]:
    run = source.module.run
    for statement in source.statements(tree.Subscript, words=["Annotated", *words]):
        node = statement.node
        if not isinstance(node.key, tree.Sequence):
            continue
        if expression(run, source.path, node.value, statement.frame).is_named("typing.Annotated"):
            kind, *metadata = (expression(run, source.path, item, statement.frame) for item in node.key.items)
            yield from ((kind, item) for item in metadata)
