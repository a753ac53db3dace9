"""Which Pythons the workflows of a repository run its tests on."""

from __future__ import annotations

from collections.abc import Iterator

from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.pattern import pattern
from fastdoctor.stack.lines import Text
from fastdoctor.stack.python_choice import is_python_version
from fastdoctor.stack.values import Problem, PythonChoice
from fastdoctor.stack.yaml import Node, read_yaml

_WORKFLOW = pattern(r"(?:^|/)\.github/workflows/[^/]+\.ya?ml$")
_KEY = "python-version"
_DEEPEST = 12


def workflow_pythons(tree: Tree) -> tuple[PythonChoice, ...]:
    """Every Python that a workflow names under `python-version`, in the order of files and lines."""
    return tuple(choice for path in tree.paths if _WORKFLOW.search(path) for choice in _of_workflow(tree, path))


def _of_workflow(tree: Tree, path: str) -> Iterator[PythonChoice]:
    try:
        if _KEY.encode() not in tree.content(path):
            return
        source = Text(path, tree.text(path))
    except Unreadable:
        return  # told where its commands are read
    documents = read_yaml(source)
    for node in () if isinstance(documents, Problem) else documents:
        for value in _named(node, 0):
            for item in value.items or (value,):
                if item.text is not None and is_python_version(item.text):
                    location = source.location(item.start, item.end)
                    yield PythonChoice(f"=={item.text}", item.text, location, "workflow")


def _named(node: Node, depth: int) -> Iterator[Node]:
    """The values under the key, at whatever depth."""
    if depth > _DEEPEST:
        return
    for name, value in node.pairs:
        if name.text == _KEY:
            yield value
        else:
            yield from _named(value, depth + 1)
    for item in node.items:
        yield from _named(item, depth + 1)
