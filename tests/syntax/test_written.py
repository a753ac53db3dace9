"""A tree that was written is read back as it was, and what was not written here is no tree."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from msgspec.msgpack import encode

from fastdoctor.syntax import tree
from fastdoctor.syntax.python import parse_module
from fastdoctor.syntax.walk import own_nodes, walk
from fastdoctor.syntax.written import read_back, written

FILES = sorted(Path(asyncio.__file__).parent.glob("*.py"))
TEXT = """
LIMIT = [..., 1j, 2.5, b"x", None, True, "ü", -3]


async def first(a: int = 1, *, b: str | None = None) -> int:
    def inner():
        return a + LIMIT[0]

    return inner() if b else [x for x in range(a) if x]


class A(Base, metaclass=M):
    def second(self):
        yield self
"""


def described(module: tree.Module) -> list[str]:
    def one(node: tree.Node) -> str:
        held = {name: getattr(node, name) for name in node.__struct_fields__}
        plain = {name: value for name, value in held.items() if isinstance(value, (int, str, bool))}
        value = repr(node.value) if isinstance(node, tree.Constant) else ""
        return f"{type(node).__name__} {plain} {value}"

    return [one(node) for node in walk((module.body,))]


@pytest.mark.parametrize("read_first", [False, True], ids=["outline", "with functions"])
@pytest.mark.parametrize("text", [TEXT, *(file.read_text("utf-8") for file in FILES)])
def test_the_same_again(text, read_first):
    module = parse_module("a.py", text)
    if read_first:
        described(module)
    content = written(module)
    assert content is not None
    again = read_back("a.py", text, content)
    assert again is not None
    assert described(again) == described(parse_module("a.py", text))
    assert again.broken == ()
    assert again.line_starts == module.line_starts


def functions(module: tree.Module) -> list[tree.Function]:
    return [node for node in walk((module.body,)) if isinstance(node, tree.Function)]


def test_a_function_that_was_read_is_not_parsed_again():
    module = parse_module("a.py", TEXT)
    described(module)
    assert module.functions_read == 2
    content = written(module)
    again = read_back("a.py", TEXT, content or b"")
    assert again is not None
    assert len(functions(again)) == 3
    assert again.functions_read == 0


def test_a_function_that_was_not_read_is_parsed_when_asked_for():
    again = read_back("a.py", TEXT, written(parse_module("a.py", TEXT)) or b"")
    assert again is not None
    (first,) = (node for node in again.body if isinstance(node, tree.Function))
    assert any(isinstance(node, tree.Return) for node in own_nodes(first))
    assert again.functions_read == 1


@pytest.mark.parametrize(
    "text", ["x = )\n", f"x = {2**64}\n", "x = '\\ud800'\n"], ids=["error", "large number", "half character"]
)
def test_what_cannot_be_written_is_not(text):
    assert written(parse_module("a.py", text)) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00", encode([len(TEXT), [["Name", 1]]]), encode([len(TEXT), [["Evil", 1, 2, "x"]]]), encode([1, []])],
    ids=["empty", "number", "too short", "unknown kind", "another text"],
)
def test_what_was_not_written_here_is_no_tree(content):
    assert read_back("a.py", TEXT, content) is None


def test_the_body_of_a_function_that_is_no_tree_is_parsed():
    spoiled = (written_with_functions() or b"").replace(b"Return", b"Retorn")
    again = read_back("a.py", TEXT, spoiled)
    assert again is not None
    assert described(again) == described(parse_module("a.py", TEXT))


def written_with_functions() -> bytes | None:
    module = parse_module("a.py", TEXT)
    described(module)
    return written(module)
