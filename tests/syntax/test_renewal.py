"""A tree whose text was edited is the tree of the new text, made of the nodes that were known."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from fastdoctor.syntax import tree
from fastdoctor.syntax.python import parse_module
from fastdoctor.syntax.renewal import renewed
from fastdoctor.syntax.walk import own_nodes, walk
from tests.syntax.test_written import described
from tests.workspace.edits import edited

FILES = sorted(Path(asyncio.__file__).parent.glob("*.py"))
TEXT = """\
import os

LIMIT = 3


def first(a=1):
    def inner():
        return a

    return inner()


class A:
    @property
    def second(self):
        yield self
"""


def functions(module: tree.Module) -> list[tree.Function]:
    return [node for node in walk((module.body,)) if isinstance(node, tree.Function)]


def named(module: tree.Module, name: str) -> tree.Function:
    return next(node for node in functions(module) if node.name == name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_tree_of_the_new_text(file):
    chosen = random.Random(file.stem)
    module, taken = parse_module("a.py", file.read_text("utf-8")), 0
    sound = module.text
    for _ in range(12):
        for function in functions(module):
            if chosen.random() < 0.3:
                own_nodes(function)
        text = edited(module.text, chosen)
        fresh = parse_module("a.py", text)
        found = renewed(module, text)
        if found is not None:
            taken += 1
            assert described(found.module) == described(fresh)
            assert found.module.line_starts == fresh.line_starts
        module = fresh if found is None else found.module
        if module.broken:  # it stays so after most edits, and nothing of it is taken
            module = parse_module("a.py", sound)
        sound = module.text
    assert taken


def test_nodes_stay_the_same():
    module = parse_module("a.py", TEXT)
    before = list(walk((module.body,)))
    found = renewed(module, TEXT.replace("LIMIT = 3", "# how many\nLIMIT  =  3"))
    assert found is not None
    assert all(one is other for one, other in zip(before, walk((found.module.body,)), strict=True))


def test_only_the_function_that_says_something_else_is_read_again():
    module = parse_module("a.py", TEXT)
    first, second = named(module, "first"), named(module, "second")
    kept, replaced = own_nodes(second), own_nodes(first)
    found = renewed(module, TEXT.replace("return inner()", "return inner() + 1"))
    assert found is not None
    assert named(found.module, "first") is first
    assert found.replaced == (first.code,)
    assert first.code.version == 1
    assert own_nodes(first) is not replaced
    assert own_nodes(second) is kept
    assert second.code.version == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("LIMIT = 3", "LIMIT = 4"),
        ("LIMIT = 3", "LIMIT = True"),
        ("import os", "import os, sys"),
        ("import os", ""),
        ("a=1", "a=2"),
        ("a=1", "a: int = 1"),
        ("def first", "async def first"),
        ("@property", ""),
        ("class A:", "class A(B):"),
        ("LIMIT = 3", "LIMIT = ("),
        ("return inner()", "return inner("),
    ],
)
def test_more_than_a_function_changed(old, new):
    module = parse_module("a.py", TEXT)
    before = described(module)
    assert renewed(module, TEXT.replace(old, new)) is None
    assert described(module) == before


def test_a_function_that_was_followed_is_built_upon():
    module = parse_module("a.py", TEXT)
    module.reading.watch(lambda: True)
    assert named(module, "first").body
    assert renewed(module, TEXT.replace("return inner()", "return 1")) is None
    assert renewed(module, TEXT.replace("yield self", "yield 1")) is not None


def test_who_looks_without_building_does_not_follow():
    module = parse_module("a.py", TEXT)
    first, second = module.body[2], module.body[3].body[0]
    module.reading.look = lambda: True
    own_nodes(first)
    module.reading.look = lambda: False
    own_nodes(second)
    assert not first.code.is_followed
    assert second.code.is_followed
