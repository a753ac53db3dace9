"""After a change only what changed is parsed, and a cache of any content gives the same answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.msgpack import decode, encode

from fastdoctor.cache.store import Store
from fastdoctor.cache.trees import kept_trees
from fastdoctor.syntax import parsed, tree
from fastdoctor.syntax.budget import GivenUp
from fastdoctor.syntax.walk import own_nodes

ROOT = Path("/project")
TEXTS = {"a.py": "def f():\n    return 1\n", "b.py": "x = 1\n"}


@pytest.fixture
def parsed_paths(monkeypatch) -> list[str]:
    seen: list[str] = []
    parse = parsed.parse_module
    monkeypatch.setattr(parsed, "parse_module", lambda path, text: seen.append(path) or parse(path, text))
    return seen


def run(store: Store, texts: dict[str, str] = TEXTS, tool: str = "tool") -> dict[str, tree.Module]:
    files = parsed.ParsedFiles()
    with kept_trees(store, tool, ROOT, files):
        return {path: files.module(path, text) for path, text in texts.items()}


def test_only_what_changed_is_parsed(tmp_path, parsed_paths):
    store = Store(tmp_path)
    run(store)
    assert parsed_paths == ["a.py", "b.py"]
    run(store, {**TEXTS, "b.py": "x = 2\n"})
    assert parsed_paths == ["a.py", "b.py", "b.py"]
    run(store, {"moved.py": TEXTS["a.py"]})
    assert parsed_paths == ["a.py", "b.py", "b.py"]


def test_functions_are_kept_once_they_were_read(tmp_path):
    store = Store(tmp_path)
    for parsed_functions in (1, 0):
        files = parsed.ParsedFiles()
        with kept_trees(store, "tool", ROOT, files):
            module = files.module("a.py", TEXTS["a.py"])
            (function,) = (node for node in module.body if isinstance(node, tree.Function))
            assert own_nodes(function)
            assert module.functions_read == parsed_functions


def test_another_tool_parses_anew(tmp_path, parsed_paths):
    store = Store(tmp_path)
    run(store)
    run(store, tool="another")
    assert len(parsed_paths) == 4


@pytest.mark.parametrize("content", [b"", b"\xc1", encode([1]), encode({b"key": b"no tree"})])
def test_a_foreign_entry_is_as_good_as_none(tmp_path, content, parsed_paths):
    store = Store(tmp_path)
    run(store)
    (entry,) = (file.name.partition(".")[0] for file in tmp_path.glob("*.fastdoctor"))
    assert store.write_bytes(entry, content)
    assert set(run(store)) == set(TEXTS)
    assert len(parsed_paths) == 4


def test_a_spoiled_tree_is_parsed_anew(tmp_path, parsed_paths):
    store = Store(tmp_path)
    run(store)
    (entry,) = (file.name.partition(".")[0] for file in tmp_path.glob("*.fastdoctor"))
    kept = decode(store.read_bytes(entry) or b"", type=dict[bytes, bytes])
    assert store.write_bytes(entry, encode(dict.fromkeys(kept, b"\x00")))
    assert [type(node).__name__ for node in run(store)["b.py"].body] == ["Assign"]
    assert len(parsed_paths) == 4


def test_the_same_run_writes_nothing(tmp_path):
    store = Store(tmp_path)
    run(store)
    (entry,) = tmp_path.glob("*.fastdoctor")
    written = entry.stat().st_mtime_ns, entry.stat().st_ino
    run(store)
    assert (entry.stat().st_mtime_ns, entry.stat().st_ino) == written


def test_too_many_trees_are_cut_down_to_those_in_use(tmp_path, monkeypatch, parsed_paths):
    monkeypatch.setattr("fastdoctor.cache.trees.LARGEST_ENTRY", 10)
    store = Store(tmp_path)
    run(store)
    run(store, {"c.py": "y = 1\n"})
    run(store, {"c.py": "y = 1\n"})
    assert parsed_paths == ["a.py", "b.py", "c.py"]
    run(store)
    assert parsed_paths == ["a.py", "b.py", "c.py", "a.py", "b.py"]


def test_a_text_that_is_given_up_takes_no_tree_along(tmp_path):
    costly = "x = " + "[" * 200_000
    files = parsed.ParsedFiles()
    with kept_trees(Store(tmp_path), "tool", ROOT, files):
        files.module("a.py", TEXTS["a.py"])
        with pytest.raises(GivenUp):
            files.module("a.py", costly)
    assert set(files.kept) == {parsed.digest_of(TEXTS["a.py"])}
