"""The source keeps to the rules of the house: format, lint, types, size, and no address of a package index."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LARGEST = 300
"""Lines of a module; a longer one answers more than one question."""
SOURCES = sorted(file for folder in ("fastdoctor", "rules") for file in (ROOT / folder).rglob("*.py"))
INDEX = re.compile(r"(py[p]i|pythonho[s]ted|npm[j]s)\.(org|com)")


def run(*arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_format() -> None:
    run("ruff", "format", "--check", "fastdoctor", "rules", "tests")


def test_lint() -> None:
    run("ruff", "check", "fastdoctor", "rules", "tests")


def test_types() -> None:
    run("mypy")


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_is_short_and_says_which_question_it_answers(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.count("\n") <= LARGEST
    assert not text.strip() or text.startswith('"""')


def test_no_committed_file_names_a_package_index() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    files = [ROOT / name for name in listed.decode().split("\0") if name]
    assert len(files) > 50
    naming = [str(file) for file in files if file.is_file() and INDEX.search(file.read_text("utf-8", "replace"))]
    assert naming == []
