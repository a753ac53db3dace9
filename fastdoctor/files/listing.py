"""Which files below a folder belong to the project: what git would commit, else what its ignore files leave."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

from fastdoctor.files.git import ask_git
from fastdoctor.files.ignoring import IgnoreFile, read_ignore_file

ALWAYS_SKIPPED = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", "site-packages"})
"""Folders that hold nothing of the project even where git tracks them."""
SKIPPED_FOLDERS = ALWAYS_SKIPPED | {
    "env", ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".eggs", "dist", "build", ".idea", ".vscode",
}  # fmt: skip
"""Folders that are left out where no git tells what belongs to the project."""
_PATIENCE = 30
"""Seconds that git may take."""


def list_files(root: Path) -> tuple[str, ...]:
    """The regular files below `root`, relative to it with forward slashes, sorted.

    A folder that git itself ignores is read as if there were no git: whoever names it wants it. Symbolic links to
    folders are not followed, links to files only when they end inside `root`.
    """
    listed = _from_git(root)
    paths = [path for path in listed if _belongs(path, ALWAYS_SKIPPED)] if listed else list(_walk(root))
    inside, prefix = root.resolve(), f"{root}/"
    return tuple(sorted({path for path in paths if _is_file_of(prefix + path, inside)}))


def _from_git(root: Path) -> list[str]:
    """What git tracks or would add, [] where there is no git, no repository, or nothing."""
    listed = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    try:
        done = ask_git(root, *listed, patience=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return []
    if done.returncode:
        return []
    found: list[str] = []
    for name in done.stdout.split(b"\0"):
        path = os.fsdecode(name)
        if path.endswith("/") or (path and _is_folder(f"{root}/{path}")):
            found += (f"{path.rstrip('/')}/{inner}" for inner in _walk(root / path))  # a submodule, a nested repository
        elif path:
            found.append(path)
    return found


def _walk(root: Path) -> Iterator[str]:
    """The files below a folder that its ignore files leave."""
    ignoring: dict[str, IgnoreFile] = {}
    start = len(f"{root}/")
    for folder, folders, names in os.walk(root):
        relative = folder[start:]
        if ".gitignore" in names:
            found = read_ignore_file(Path(folder, ".gitignore"))
            if found is not None:
                ignoring[relative] = found
        folders[:] = sorted(
            name
            for name in folders
            if name not in SKIPPED_FOLDERS and not _ignored(_joined(relative, name) + "/", ignoring)
        )
        for name in names:
            path = _joined(relative, name)
            if not _ignored(path, ignoring):
                yield path


def _ignored(path: str, ignoring: dict[str, IgnoreFile]) -> bool:
    """Whether the nearest ignore file that speaks of a path excludes it."""
    base = path.rstrip("/")
    while base and ignoring:
        base = base.rpartition("/")[0]
        if base in ignoring:
            excludes = ignoring[base].excludes(path[len(base) + 1 :] if base else path)
            if excludes is not None:
                return excludes
    return False


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _belongs(path: str, skipped: frozenset[str]) -> bool:
    return skipped.isdisjoint(path.split("/")[:-1])


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False  # gone since it was listed


def _is_file_of(path: str, inside: Path) -> bool:
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISREG(mode):
            return True
        if not stat.S_ISLNK(mode):
            return False
        return Path(path).resolve().is_relative_to(inside) and stat.S_ISREG(os.stat(path).st_mode)
    except (OSError, RuntimeError):
        return False  # gone since it was listed, or a link that leads nowhere
