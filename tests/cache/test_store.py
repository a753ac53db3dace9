"""Entries are whole or not there, whatever lies in the folder and whoever else uses it."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fastdoctor.cache import store as module
from fastdoctor.cache.digest import digest
from fastdoctor.cache.store import Store

VALUE = {"a": [1, "ü", None]}


def entry(folder: Path) -> Path:
    (found,) = folder.glob("*.fastdoctor")
    return found


def test_what_is_kept_is_read_again(tmp_path):
    store = Store(tmp_path / "new" / "folder")
    assert store.read("x") is None
    assert store.write("x", VALUE)
    assert store.read("x") == VALUE
    assert store.read("y") is None


@pytest.mark.parametrize(
    "damage", [b"", b"\x00" * 50, b"{}", b"[" * 100_000], ids=["empty", "zeros", "foreign", "deep"]
)
def test_what_is_broken_is_not_there(tmp_path, damage):
    store = Store(tmp_path)
    store.write("x", VALUE)
    entry(tmp_path).write_bytes(damage)
    assert store.read("x") is None
    assert store.write("x", VALUE)
    assert store.read("x") == VALUE


def test_one_changed_byte_is_noticed(tmp_path):
    store = Store(tmp_path)
    store.write("x", VALUE)
    content = entry(tmp_path).read_bytes()
    entry(tmp_path).write_bytes(content[:-1] + b" ")
    assert store.read("x") is None


def test_a_deep_entry_with_a_right_checksum_is_not_believed(tmp_path):
    store = Store(tmp_path)
    store.write("x", VALUE)
    body = b"[" * 200_000 + b"]" * 200_000
    entry(tmp_path).write_bytes(digest(body).encode() + b"\n" + body)
    assert store.read("x") is None


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "cache")
    assert not store.write("x", VALUE)
    assert store.read("x") is None


def test_a_full_disk_leaves_no_half_entry(tmp_path):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    store = Store(tmp_path)
    # a limit on the size of files is what a full disk looks like to the one who writes
    script = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "from pathlib import Path; from fastdoctor.cache.store import Store;"
        f"print(Store(Path({str(tmp_path)!r})).write('x', ['long'] * 10_000))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8")
    assert (done.stdout, done.stderr) == ("False\n", "")
    assert store.read("x") is None
    assert [file.name for file in tmp_path.iterdir() if file.name.endswith(".fastdoctor")] == []


def test_old_entries_make_room(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_ENTRIES", 3)
    store = Store(tmp_path)
    for number in range(6):
        store.write(str(number), number)
        os.utime(tmp_path / f"{number}.fastdoctor", (number, number))
    kept = [number for number in range(6) if store.read(str(number)) is not None]
    assert kept == [3, 4, 5]


def test_large_entries_make_room(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 3_000)
    store = Store(tmp_path)
    for number in range(3):
        store.write(str(number), "x" * 2_000)
        os.utime(tmp_path / f"{number}.fastdoctor", (number, number))
    assert [number for number in range(3) if store.read(str(number)) is not None] == [2]


def test_an_entry_that_is_too_large_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LARGEST_ENTRY", 1_000)
    assert not Store(tmp_path).write("x", "x" * 2_000)


def test_many_writers_at_once(tmp_path):
    store = Store(tmp_path)
    with ThreadPoolExecutor(8) as workers:
        list(workers.map(lambda number: store.write("x", [number] * 1_000), range(100)))
    found = store.read("x")
    assert isinstance(found, list)
    assert len(set(found)) == 1
    assert len(list(tmp_path.glob("*.fastdoctor"))) == 1


def test_cleaning_deletes_entries_only(tmp_path):
    store = Store(tmp_path / "cache")
    store.write("x", VALUE)
    assert store.clean() == 1
    assert not store.folder.exists()
    store.write("x", VALUE)
    (store.folder / "mine.txt").write_text("keep")
    assert store.clean() == 1
    assert (store.folder / "mine.txt").read_text() == "keep"
    assert Store(tmp_path / "nowhere").clean() == 0
