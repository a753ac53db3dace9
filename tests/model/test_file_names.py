"""The names that a file defines and gives to other things, decided from its bytes."""

from __future__ import annotations

import time

import pytest

from fastdoctor.names.file_names import FileNames


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("import numpy as np", {("numpy", "np")}),
        ("import a.b as c, d as e", {("b", "c"), ("d", "e")}),
        ("from a import b as c, d as e", {("b", "c"), ("d", "e")}),
        ("from a import (\n    b as c,\n    d, e as f, g as h\n)", {("b", "c"), ("e", "f"), ("g", "h")}),
        ("from a import b, \\\n    c as d", {("c", "d")}),
        ("from a import (b\n as c)", {("b", "c")}),
        ("from a import b  as  c", {("b", "c")}),
        ("if x:\n    import a as b; import c as d", {("a", "b"), ("c", "d")}),
        ("from a import b as b", set()),
        ("A = b.C\nD: int = e\n    F = g", {("C", "A")}),
        ("try: ...\nexcept HTTPException as e: ...", set()),
        ("try: ...\nexcept (A, HTTPException) as e: ...", set()),
        ("with connect as c, other as d: ...", set()),
        ("# it is known as the best\n", set()),
    ],
)
def test_other_names(text: str, renamed: set[tuple[str, str]]) -> None:
    found = {(last.decode(), name.decode()) for last, name in FileNames(text.encode()).renamed}
    assert found == renamed


def test_classes_with_the_words_between_their_parentheses() -> None:
    text = b"class A(b.C, Generic[T]): ...\nclass D: ...\n    class E[T](F): ...\n"
    assert FileNames(text).classes == ((b"A", (b"b", b"C", b"Generic")), (b"E", (b"F",)))


def test_a_class_does_not_derive_from_the_arguments_of_its_bases() -> None:
    text = b"class A(B[C, D[E]], F): ...\nclass G(H[I(1)]): ...\n"
    assert FileNames(text).classes == ((b"A", (b"B", b"F")), (b"G", (b"H", b"I", b"1")))


def test_imported_words() -> None:
    text = b"from a import (\n    b as c,\n    d,\n)\nfrom e import *\nimport f.g\n"
    assert FileNames(text).imported == {b"b", b"as", b"c", b"d", b"*", b"f", b"g"}


def test_a_line_without_end_costs_no_more_than_its_length() -> None:
    started = time.process_time()
    assert FileNames(b"a as b, " * 200_000).renamed
    assert FileNames(b"class A(" + b"[" * 200_000 + b"]" * 200_000).classes
    assert time.process_time() - started < 10
