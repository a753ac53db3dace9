"""Which files a tree holds."""

from __future__ import annotations

import os
import subprocess
import warnings
from pathlib import Path

import pytest

from fastdoctor.files.listing import list_files
from fastdoctor.files.tree import read_tree


def write(root: Path, *paths: str, text: str = "") -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.mark.parametrize("with_git", [False, True])
def test_ignored_files_are_left_out_with_and_without_git(tmp_path: Path, with_git: bool) -> None:
    write(tmp_path, "app/main.py", "app/generated/a.py", "app/keep/secret.txt", "local.py", "lib/local.py")
    (tmp_path / ".gitignore").write_text("generated/\n/local.py\n*.txt\n", "utf-8")
    (tmp_path / "app/keep/.gitignore").write_text("!secret.txt\n", "utf-8")
    if with_git:
        git(tmp_path, "init", "-q")
    expected = (".gitignore", "app/keep/.gitignore", "app/keep/secret.txt", "app/main.py", "lib/local.py")
    assert list_files(tmp_path).files == expected


def test_what_git_tracks_counts_even_where_it_is_ignored(tmp_path: Path) -> None:
    write(tmp_path, "build/main.py", "build/other.py")
    (tmp_path / ".gitignore").write_text("build/\n", "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-f", "build/main.py")
    assert list_files(tmp_path).files == (".gitignore", "build/main.py")


def test_a_folder_that_git_ignores_is_read_when_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, "scratch/main.py")
    (tmp_path / ".gitignore").write_text("scratch/\n", "utf-8")
    git(tmp_path, "init", "-q")
    assert list_files(tmp_path / "scratch").files == ("main.py",)


def test_a_file_that_git_tracks_but_that_is_gone_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "b.py")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    (tmp_path / "a.py").unlink()
    assert list_files(tmp_path).files == ("b.py",)


def test_a_nested_repository_is_read(tmp_path: Path) -> None:
    write(tmp_path, "main.py", "inner/a.py")
    git(tmp_path, "init", "-q")
    git(tmp_path / "inner", "init", "-q")
    git(tmp_path / "inner", "add", ".")
    git(tmp_path / "inner", "commit", "-qm", "a")
    assert list_files(tmp_path).files == ("inner/a.py", "main.py")


def test_links_out_of_the_tree_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "outside/secret.py", "root/main.py", "root/real/a.py")
    root = tmp_path / "root"
    os.symlink(tmp_path / "outside/secret.py", root / "secret.py")
    os.symlink(tmp_path / "outside", root / "folder")
    os.symlink(root / "main.py", root / "same.py")
    os.symlink(root / "loop.py", root / "loop.py")
    os.symlink(root, root / "real/again")
    assert list_files(root).files == ("main.py", "real/a.py", "same.py")


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    write(tmp_path, "main.py")
    os.mkfifo(tmp_path / "pipe.py")
    assert list_files(tmp_path).files == ("main.py",)


def test_a_repository_cannot_make_git_run_a_command(tmp_path: Path) -> None:
    write(tmp_path, "main.py")
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "core.fsmonitor", f"touch {tmp_path}/ran; false")
    assert list_files(tmp_path).files == ("main.py",)
    assert not (tmp_path / "ran").exists()


def test_exclude_patterns_read_like_an_ignore_file(tmp_path: Path) -> None:
    write(tmp_path, "main.py", "migrations/a.py", "app/migrations/b.py", "app/keep.py")
    assert read_tree(tmp_path, ("migrations/",)).paths == ("app/keep.py", "main.py")
    assert read_tree(tmp_path, ("/migrations/",)).paths == ("app/keep.py", "app/migrations/b.py", "main.py")


def test_a_set_that_python_may_read_otherwise_one_day_warns_nobody(tmp_path: Path) -> None:
    write(tmp_path, "a.log", "b.log")
    (tmp_path / ".gitignore").write_text("[a[b].log\n", "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert list_files(tmp_path).files == (".gitignore",)
