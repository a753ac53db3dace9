"""Is every file of a tree still as it was when it was read?

A file whose size and time of change are as before is taken to be the same; any other is read and compared by its
content. A time of change so recent that a later change might bear the same one is never believed.
"""

from __future__ import annotations

import os
import time

from fastdoctor.cache.digest import digest, digest_of_text
from fastdoctor.files.tree import Tree, Unreadable

_DOUBT = 2_000_000_000
"""Nanoseconds before a reading in which a change may not have moved the time of change; file systems are coarse."""

_UNREADABLE = "unreadable: "


def snapshot(tree: Tree, started: int) -> dict[str, object]:
    """The paths of a tree and the state of the files in it that were read since `started` (nanoseconds), as data."""
    files = {path: _state(tree, path, started) for path in sorted(tree.asked)}
    return {"paths": paths_digest(tree), "files": files}


def is_current(tree: Tree, taken: object) -> bool:
    """Whether a tree that is now on disk would be read as it was when the snapshot was taken."""
    if not isinstance(taken, dict) or taken.get("paths") != paths_digest(tree):
        return False
    files = taken.get("files")
    return isinstance(files, dict) and all(_is_same(tree, path, state) for path, state in files.items())


def paths_digest(tree: Tree) -> str:
    """One text for which files there are, and which folders nobody can look into."""
    return digest_of_text("\0".join((*tree.paths, "", *tree.closed)))


def now() -> int:
    """The time, in nanoseconds, to compare with times of change."""
    return time.time_ns()


def _state(tree: Tree, path: str, started: int) -> list[object]:
    size, changed = _stat(tree, path)
    content = _content_digest(tree, path)
    if changed >= started - _DOUBT or content.startswith(_UNREADABLE):  # to allow reading moves no time of change
        changed = -1
    return [size, changed, content]


def _is_same(tree: Tree, path: str, state: object) -> bool:
    if not isinstance(state, list) or len(state) != 3 or not _is_inside(path):
        return False
    size, changed, known = state
    if changed != -1 and _stat(tree, path) == (size, changed):
        return True
    return bool(_content_digest(tree, path) == known)


def _is_inside(path: str) -> bool:
    """Whether a path of an entry, which anybody may have written, stays below the root."""
    return "\0" not in path and not path.startswith("/") and ".." not in path.split("/")


def _stat(tree: Tree, path: str) -> tuple[int, int]:
    try:
        found = os.stat(f"{tree.root}/{path}")
    except OSError:
        return (-1, -1)
    return (found.st_size, found.st_mtime_ns)


def _content_digest(tree: Tree, path: str) -> str:
    """One text for what is in a file, or for why it cannot be read."""
    try:
        return digest(tree.content(path))
    except Unreadable as problem:
        return f"{_UNREADABLE}{problem}"
