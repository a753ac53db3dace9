"""Texts are found in exactly the files that hold them, however they are looked for."""

from __future__ import annotations

import re

import pytest

from fastdoctor.files import words as words_module
from fastdoctor.files.tree import Tree

FILES = {
    "a.py": "from fastapi_users import x\nclient.get(1)\nwidget = 1\n",
    "b.py": "import fastapi\nfastapi.get (1)\n",
    "c.py": b"\xff\xfef\x00a\x00s\x00t\x00a\x00p\x00i\x00",
    "d.py": "café = fastapi_ # xfastapi\n",
    "e.py": "",
    "f.py": 'URL = "errors.pydantic.dev"\nget.errors.pydantic\n',
    "g.py": "a..get(b)",
}
TEXTS = (
    "fastapi", "get", ".get(", "get(", "errors.pydantic.dev", "pydantic.dev", "é", "café", "caf", "afé ", "..", "",
    "nowhere", "x\n", "import", "get.errors", "rom fastapi", "a..g",
)  # fmt: skip
PATHS = sorted(FILES)


def _true(tree: Tree, text: str, whole: bool) -> list[str]:
    pattern = re.escape(text.encode())
    pattern = rb"\b" + pattern + rb"\b" if whole else pattern
    return [path for path in tree.paths if re.search(pattern, tree.readable_content(path))]


@pytest.mark.parametrize("often", [0, words_module.OFTEN])
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_found_where_it_stands(monkeypatch: pytest.MonkeyPatch, often: int, text: str) -> None:
    monkeypatch.setattr(words_module, "OFTEN", often)
    tree = Tree.of(FILES)
    assert tree.words.holding([text], PATHS) == _true(tree, text, whole=False)
    assert tree.words.holding([text.encode()], PATHS) == _true(tree, text, whole=False)


@pytest.mark.parametrize("often", [0, words_module.OFTEN])
@pytest.mark.parametrize("word", ["fastapi", "get", "errors", "caf", "x", "nowhere"])
def test_a_whole_word_is_found_where_it_stands_alone(monkeypatch: pytest.MonkeyPatch, often: int, word: str) -> None:
    monkeypatch.setattr(words_module, "OFTEN", often)
    tree = Tree.of(FILES)
    assert tree.words.holding([word], PATHS, whole=True) == _true(tree, word, whole=True)


def test_each_file_comes_with_its_texts_in_the_order_asked() -> None:
    tree = Tree.of(FILES)
    tree.words.know(["a.py", "g.py"])
    found = tree.words.held(["fastapi", ".get("], ["g.py", "f.py", "e.py", "b.py", "a.py"])
    assert list(found.items()) == [("g.py", (".get(",)), ("b.py", ("fastapi",)), ("a.py", ("fastapi", ".get("))]


def test_a_file_that_cannot_be_read_holds_nothing() -> None:
    tree = Tree.of({"a.py": b"fastapi" + b" " * 5_000_000})
    assert tree.words.holding(["fastapi"], ["a.py"]) == []
    tree.words.know(["a.py"])
    assert tree.words.holding(["fastapi"], ["a.py"]) == []


def test_other_bytes_of_a_file_are_followed() -> None:
    tree = Tree.of(FILES)
    words = tree.words
    words.know(PATHS)
    for text in TEXTS:
        words.holding([text], PATHS)
    changed = {**FILES, "a.py": "import nowhere\n", "e.py": "fastapi.get(1)", "h.py": "client.get(1)"}
    del changed["b.py"]
    other = Tree.of(changed)
    words.follow(other)
    for text in TEXTS:
        assert words.holding([text], other.paths) == _true(other, text, whole=False)
        assert words.holding([text], other.paths) == Tree.of(changed).words.holding([text], other.paths)
    for word in ("fastapi", "get", "nowhere", "users"):
        assert words.holding([word], other.paths, whole=True) == _true(other, word, whole=True)
    words.follow(tree)
    for text in TEXTS:
        assert words.holding([text], tree.paths) == _true(tree, text, whole=False)


@pytest.mark.parametrize("text", TEXTS)
def test_what_another_process_told_is_known(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    there, here = Tree.of(FILES), Tree.of(FILES)
    there.words.know(PATHS)
    here.words.learn(there.words.told())
    monkeypatch.setattr(words_module, "_words", None)  # no file is read anew
    for _ in range(words_module.OFTEN + 1):
        assert here.words.holding([text], PATHS) == _true(here, text, whole=False)


def test_what_was_told_of_another_text_is_not_learned() -> None:
    there, here = Tree.of(FILES), Tree.of({**FILES, "e.py": "fastapi"})
    there.words.know(PATHS)
    here.words.learn(there.words.told())
    for _ in range(words_module.OFTEN + 1):
        assert "e.py" in here.words.holding(["fastapi"], PATHS, whole=True)


def test_what_is_known_is_not_told_anew() -> None:
    there, here = Tree.of(FILES), Tree.of({"z.py": "fastapi"})
    there.words.know(PATHS)
    here.words.know(["z.py"])
    here.words.learn(there.words.told())
    assert here.words.holding(["fastapi"], ["z.py"]) == ["z.py"]
