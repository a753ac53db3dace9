"""The trees that are read say what Python's own parser says: on the sources of the standard library."""

from __future__ import annotations

import ast
import asyncio
import email
import json
from collections import Counter
from pathlib import Path

import pytest

from fastdoctor.syntax import tree
from fastdoctor.syntax.python import parse_module
from fastdoctor.syntax.walk import walk

FILES = [file for package in (asyncio, email, json) for file in sorted(Path(package.__file__).parent.glob("*.py"))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_same_facts(file):
    text = file.read_text("utf-8")
    module = parse_module(file.name, text)
    assert module.broken == ()
    assert Counter(_ours(module, text)) == Counter(_pythons(text))


def _ours(module, text):
    """Functions, classes, calls, names, attributes, imports and constants, each with its line."""
    for node in walk((module.body,)):
        line = sum(1 for start in module.line_starts if start <= node.start)
        match node:
            case tree.Function():
                parameters = [(item.name, item.kind[0] == "*", item.default is not None) for item in node.parameters]
                yield "function", line, node.name, tuple(sorted(parameters)), len(node.decorators), node.is_async
            case tree.Class():
                yield "class", line, node.name, len(node.bases), len(node.keywords)
            case tree.Call():
                yield "call", line, len(node.arguments), tuple(item.name for item in node.keywords)
            case tree.Name():
                yield "name", line, node.id
            case tree.Attribute():
                yield "attribute", line, node.name
            case tree.ImportFrom():
                yield "from", line, node.level, node.module, tuple((item.name, item.alias) for item in node.names)
            case tree.Import():
                yield "import", line, tuple((item.name, item.alias) for item in node.names)
            case tree.Return() | tree.Raise() | tree.Await() | tree.Yield() | tree.If() | tree.Try() | tree.With():
                yield type(node).__name__, line
            case tree.Constant(value=value) if isinstance(value, (bytes, int, float)) and not isinstance(value, bool):
                yield "number", line, abs(value) if isinstance(value, (int, float)) else value


def _pythons(text):
    for node in ast.walk(ast.parse(text)):
        line = getattr(node, "lineno", 0)
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                is_async = isinstance(node, ast.AsyncFunctionDef)
                yield "function", line, node.name, _parameters(node.args), len(node.decorator_list), is_async
            case ast.ClassDef():
                yield "class", line, node.name, len(node.bases), len(node.keywords)
            case ast.Call():
                yield "call", line, len(node.args), tuple(item.arg or "" for item in node.keywords)
            case ast.Name():
                yield "name", line, node.id
            case ast.Attribute():
                yield "attribute", line, node.attr
            case ast.ImportFrom():
                yield "from", line, node.level, node.module or "", tuple((i.name, i.asname or "") for i in node.names)
            case ast.Import():
                yield "import", line, tuple((item.name, item.asname or "") for item in node.names)
            case ast.Return() | ast.Raise() | ast.Await() | ast.If():
                yield type(node).__name__, line
            case ast.Yield() | ast.YieldFrom():
                yield "Yield", line
            case ast.Try():
                yield "Try", line
            case ast.With() | ast.AsyncWith():
                yield "With", line
            case ast.Constant(value=value) if isinstance(value, (bytes, int, float)) and not isinstance(value, bool):
                yield "number", line, value


def _parameters(given):
    plain = [*given.posonlyargs, *given.args]
    without = len(plain) - len(given.defaults)
    found = [(item.arg, False, place >= without) for place, item in enumerate(plain)]
    found += [
        (item.arg, False, default is not None)
        for item, default in zip(given.kwonlyargs, given.kw_defaults, strict=True)
    ]
    found += [(item.arg, True, False) for item in (given.vararg, given.kwarg) if item]
    return tuple(sorted(found))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r"'a\n' 'b'", "a\nb"),
        ("'''x'y'''", "x'y"),
        (r"rb'\d'", b"\\d"),
        ("0x10", 16),
        ("1_000", 1000),
        ("-2", -2),
        ("None", None),
        ("...", ...),
    ],
)
def test_constants(text, value):
    (statement,) = parse_module("x.py", text).body
    assert statement.value.value == value


def test_newer_and_broken_python_is_read():
    """Syntax of Python 3.14 and a line that is no Python at all, in one file: the rest is there."""
    text = "try: pass\nexcept A, B: pass\ntype X[T] = list[T]\ndef f(a b): pass\n\nclass C[T]:\n    x: int = 1\n"
    module = parse_module("x.py", text)
    assert module.broken
    assert [type(node).__name__ for node in module.body[:2]] == ["Try", "Alias"]
    assert "C" in [getattr(node, "name", "") for node in walk((module.body,))]


@pytest.mark.parametrize(
    "body",
    [
        "    a = 1\n    b = 'ü'\n",
        "\tif x:\n\t\treturn 'ü'\n\treturn None\n",
        "  # why\n    a = 1\n    # and\n    return a\n",
        '    """Ünicode."""\n    text = f"{a!r}"\n    return """\nno indentation\n"""\n',
        "    def inner(b):\n        def last():\n            return b\n        return last\n    return inner\n",
    ],
    ids=["plain", "tabs", "comments", "strings", "nested"],
)
def test_a_function_parsed_by_itself_is_the_one_of_the_whole(body):
    text = f"'ü'\nclass A:\n    pass\n\nasync def f(a, x):\n{body}\nz = 1\n"
    read = parse_module("x.py", text)
    (function,) = (node for node in read.body if isinstance(node, tree.Function))
    apart = [(type(node), node.start, node.end) for node in walk(function.body)]
    # an error elsewhere has every function converted where it stands
    with_error = next(
        node for node in parse_module("x.py", text + ")\n").body if isinstance(node, tree.Function)
    )  # fmt: skip
    assert apart == [(type(node), node.start, node.end) for node in walk(with_error.body)]
    assert apart
    assert read.broken == ()


def test_a_body_behind_the_colon():
    (function,) = parse_module("x.py", "def f(a): b = a; return b\n").body
    assert [type(statement) for statement in function.body] == [tree.Assign, tree.Return]
    assert function.body[1].start == 17


@pytest.mark.parametrize(
    "item",
    [
        "a", "a as x", "a if c else b as x", "a if c else b if d else e as x", "(a if c else b as x, d as y)",
        "(a, b)", "(a) as x", "a or b as x", "open(a) as x, b as y", "(a if c else (b)) as x",
    ],
)  # fmt: skip
def test_items_of_a_with(item):
    text = f"with {item}: pass\n"
    (expected,) = ast.parse(text).body
    read = parse_module("x.py", text)
    (statement,) = read.body
    assert isinstance(expected, ast.With)
    assert isinstance(statement, tree.With)
    assert read.broken == ()
    assert [(one.value.start, one.value.end) for one in statement.items] == [
        (one.context_expr.col_offset, one.context_expr.end_col_offset) for one in expected.items
    ]
    assert [one.target.id if isinstance(one.target, tree.Name) else None for one in statement.items] == [
        one.optional_vars.id if isinstance(one.optional_vars, ast.Name) else None for one in expected.items
    ]
