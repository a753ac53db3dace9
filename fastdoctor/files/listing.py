"""Which files below a folder belong to the project: what git would commit, else what its ignore files leave."""

from __future__ import annotations

import os
import re
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from fastdoctor.files.git import ask_git
from fastdoctor.files.ignoring import IgnoreFile, read_ignore_file
from fastdoctor.pattern import pattern

ALWAYS_SKIPPED = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", "site-packages"})
"""Folders that hold nothing of the project even where git tracks them."""
SKIPPED_FOLDERS = ALWAYS_SKIPPED | {
    "env", ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".eggs", "dist", "build", ".idea", ".vscode",
}  # fmt: skip
"""Folders that are left out where no git tells what belongs to the project."""
_PATIENCE = 30
"""Seconds that git may take."""
DEEPEST = 200
"""Folders in one another; what lies deeper is not listed."""
_CLOSED = pattern(rb"^warning: could not open directory '(.*)/': ", re.MULTILINE)


class Listing(Struct, frozen=True):
    """The files below a folder, and the folders there that could not be opened; both relative to it and sorted."""

    files: tuple[str, ...]
    closed: tuple[str, ...]


class _Found(Struct):
    files: list[str] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)


def list_files(root: Path) -> Listing:
    """The regular files below `root`, with forward slashes.

    A folder that git itself ignores is read as if there were no git: whoever names it wants it. Symbolic links to
    folders are not followed, links to files only when they end inside `root`. A file about which the system tells
    nothing is listed: reading it says why.
    """
    found = _from_git(root)
    found.files = [path for path in found.files if _belongs(path, ALWAYS_SKIPPED)]
    if not found.files:
        found = _walked(root)
    inside, prefix = root.resolve(), f"{root}/"
    files = {path for path in found.files if path.count("/") <= DEEPEST and _is_file_of(prefix + path, inside)}
    closed = {path for path in found.closed if path and _belongs(f"{path}/", ALWAYS_SKIPPED)}
    return Listing(tuple(sorted(files)), tuple(sorted(closed)))


def _walked(root: Path) -> _Found:
    found = _Found()
    found.files += _walk(root, found.closed)
    return found


def _from_git(root: Path) -> _Found:
    """What git tracks or would add; nothing where there is no git, no repository, or nothing."""
    listed = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    try:
        done = ask_git(root, *listed, patience=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return _Found()
    if done.returncode:
        return _Found()
    found = _Found(closed=set(map(os.fsdecode, _CLOSED.findall(done.stderr))))
    for raw in done.stdout.split(b"\0"):
        path = os.fsdecode(raw)
        if path.endswith("/") or (path and _is_folder(f"{root}/{path}")):
            inner = _walked(root / path)  # a submodule, a nested repository
            found.files += (f"{path.rstrip('/')}/{name}" for name in inner.files)
            found.closed |= {f"{path.rstrip('/')}/{name}" for name in inner.closed}
        elif path:
            found.files.append(path)
    return found


def _walk(root: Path, closed: set[str]) -> Iterator[str]:
    """The files below a folder that its ignore files leave; folders that cannot be opened are added to `closed`."""
    ignoring: dict[str, IgnoreFile] = {}
    start = len(f"{root}/")

    def unopened(problem: OSError) -> None:
        if isinstance(problem, PermissionError):
            closed.add(str(problem.filename)[start:])

    for folder, folders, names in os.walk(root, onerror=unopened):
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
    except PermissionError:
        return True
    except (OSError, RuntimeError):
        return False  # gone since it was listed, or a link that leads nowhere
