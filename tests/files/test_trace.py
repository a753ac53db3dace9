"""Who answers knows what the answer rests on."""

from __future__ import annotations

from fastdoctor.files.trace import Trace
from fastdoctor.files.tree import Tree


def length(content: bytes) -> int:
    return len(content)


def traced(**files: str) -> tuple[Tree, Trace]:
    tree = Tree.of({f"{name}.py": text for name, text in files.items()})
    tree.trace = trace = Trace()
    return tree, trace


def test_the_files_that_were_looked_into():
    tree, trace = traced(a="x", b="y", c="z")
    tree.text("a.py")
    with trace.answering() as read:
        tree.content("b.py")
        assert tree.bytes_unseen("c.py") == b"z"
    assert read.files == {"b.py"}


def test_an_answer_rests_on_those_that_it_needs():
    tree, trace = traced(a="x", b="y")
    with trace.answering() as outer:
        with trace.answering() as inner:
            tree.text("a.py")
        tree.text("b.py")
    with trace.answering() as later:
        trace.rest_on(inner)
    assert inner.files == later.files == {"a.py"}
    assert outer.files == {"a.py", "b.py"}


def test_a_question_is_rested_on_and_not_the_files():
    tree, trace = traced(a="x", b="yy")
    with trace.answering() as read:
        lengths = tree.asked_of_all(length)
        assert [lengths("a.py"), lengths("b.py"), lengths("none.py")] == [1, 2, 0]
        assert tree.words.holding(("y",), tree.paths) == ["b.py"]
    assert read.files == set()
    assert length in read.questions
    assert [question(b"xy") for question in read.questions if question is not length] == [(b"y",)]
    assert read.is_touched("a.py", {length})
    assert not read.is_touched("a.py", set())


def test_building_is_no_answering():
    _, trace = traced()
    assert not trace.look("a.py")
    with trace.answering() as read:
        assert trace.look("a.py")
        with trace.building():
            assert not trace.look("b.py")
        assert trace.look("c.py")
    assert read.files == {"a.py", "b.py", "c.py"}


def test_what_is_kept_of_a_file_holds_as_long_as_the_answers_are_the_same():
    tree, trace = traced(a="old")
    with trace.answering() as read:
        assert tree.kept("a.py", length) == 3
    assert read.files == set()
    assert trace.keeps("a.py", b"old", b"new")
    assert not trace.keeps("a.py", b"old", b"newer")
    assert trace.keeps("b.py", b"old", b"newer")
    assert tree.text_kept("a.py") == "old"
    assert not trace.keeps("a.py", b"old", b"new")


def test_other_bytes_of_a_file():
    tree, _ = traced(a="old", b="b")
    assert tree.words.holding(("old",), tree.paths) == ["a.py"]
    tree.words.know(tree.paths)
    tree.renew("a.py", b"new")
    assert tree.text("a.py") == "new"
    assert tree.words.holding(("old",), tree.paths) == []
    assert tree.words.holding(("new", "b"), tree.paths) == ["a.py", "b.py"]
