"""The diff is one that git itself applies."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from fastdoctor.fixing.difference import unified_diff


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("main.py", "a\nb\nc\n", "a\nx\nc\n"),
        ("no end.py", "a\nb", "a\nc"),
        ("folder/é\t.py", "a\r\nb\r\n", "a\r\nb\r\nc\r\n"),
        ("form feed.py", "a\n\x0cb\n", "a\n\x0cc\n"),
        ("new.py", "a", "a\nb\n"),
    ],
)
def test_git_applies_it(tmp_path: Path, name: str, before: str, after: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(before.encode())
    patch = unified_diff(name, before, after)
    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=tmp_path, check=True, capture_output=True)
    assert file.read_bytes() == after.encode()


def test_no_difference_is_no_text() -> None:
    assert unified_diff("main.py", "a\n", "a\n") == ""
