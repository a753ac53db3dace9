"""What git has of a folder's files: at a commit, or staged for the next one."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from fastdoctor.failure import Failure
from fastdoctor.files.git import ask_git
from fastdoctor.files.tree import LARGEST_FILE, Tree

_PATIENCE = 60
"""Seconds that git may take."""
_FILES = ("100644", "100755")


class Snapshot(Struct, frozen=True):
    """The regular files below `root` as git has them: the id of each content by path relative to `root`."""

    root: Path
    ids: Mapping[str, str]

    def holds(self, path: str, content: bytes) -> bool:
        """Whether git has exactly this content under this path."""
        found = self.ids.get(path, "")
        return found != "" and found == _identity(content, len(found))

    def path_of(self, content: bytes) -> str:
        """The first path that has this content, "" for none: where a file was before it was moved."""
        lengths = {len(found) for found in self.ids.values()}
        wanted = {_identity(content, length) for length in lengths}
        return min((path for path, found in self.ids.items() if found in wanted), default="")

    def contents(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The contents of these paths, those that git does not have or that are too large to check left out."""
        wanted = [path for path in paths if path in self.ids]
        if not wanted:
            return {}
        request = "".join(f"{self.ids[path]}\n" for path in wanted).encode()
        answer = _git(self.root, "cat-file", "--batch", given=request)
        found: dict[str, bytes] = {}
        position = 0
        for path in wanted:
            end = answer.index(b"\n", position)
            header = answer[position:end].split()
            if len(header) != 3:
                raise Failure(f"git has no content for {path}: the repository is incomplete")
            size = int(header[2])
            if size <= LARGEST_FILE:
                found[path] = answer[end + 1 : end + 1 + size]
            position = end + 1 + size + 1
        return found

    def tree(self, current: Tree, read: Iterable[str]) -> Tree:
        """The files of this snapshot as a tree; only the contents of `read`, and of files gone since, are git's.

        Files that `current` leaves out although they are there are left out.
        """
        kept = (path for path in read if path in self.ids)
        different = [
            path for path in kept if not self.holds(path, current.readable_content(path) if path in current else b"")
        ]
        gone = [path for path in self.ids if path not in current and not os.path.lexists(current.root / path)]
        paths = tuple(sorted([*gone, *(path for path in current.paths if path in self.ids)]))
        return Tree(current.root, paths, self.contents([*different, *gone]))


def committed(root: Path, reference: str) -> Snapshot:
    """The files where the history of a reference and of the current commit parted; raises Failure."""
    shown = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}", fails=True)
    commit = shown.decode().strip()
    if not commit:
        raise Failure(
            f"git does not know {reference!r} in {root}.\n"
            "In a workflow, fetch it first: actions/checkout takes fetch-depth: 0."
        )
    base = _git(root, "merge-base", commit, "HEAD", fails=True).decode().strip() or commit
    return Snapshot(root, _ids(_git(root, "ls-tree", "-r", "-z", base), staged=False))


def last_commit(root: Path) -> Snapshot:
    """The files of the current commit, none before the first; raises Failure."""
    if not _git(root, "rev-parse", "--verify", "--quiet", "HEAD", fails=True):
        return Snapshot(root, {})
    return Snapshot(root, _ids(_git(root, "ls-tree", "-r", "-z", "HEAD"), staged=False))


def staged(root: Path) -> Snapshot:
    """The files as the next commit would have them; raises Failure."""
    return Snapshot(root, _ids(_git(root, "ls-files", "--stage", "-z"), staged=True))


def _ids(listing: bytes, staged: bool) -> dict[str, str]:
    """Paths and ids of `git ls-tree` (mode, kind, id) or `git ls-files --stage` (mode, id, number of the side)."""
    found: dict[str, str] = {}
    for entry in listing.split(b"\0"):
        head, _, name = entry.partition(b"\t")
        fields = head.decode().split()
        if len(fields) == 3 and fields[0] in _FILES and not (staged and fields[2] == "1"):
            found.setdefault(os.fsdecode(name), fields[1] if staged else fields[2])
    return found


def _identity(content: bytes, length: int) -> str:
    """The name that git gives a content: 40 hexadecimal digits of SHA-1, or 64 of SHA-256."""
    hashed = hashlib.sha256() if length == 64 else hashlib.sha1(usedforsecurity=False)
    hashed.update(b"blob %d\0" % len(content))
    hashed.update(content)
    return hashed.hexdigest()


def _git(root: Path, *arguments: str, given: bytes | None = None, fails: bool = False) -> bytes:
    """What a git command prints; b"" where it fails and may (`fails`), otherwise Failure."""
    try:
        done = ask_git(root, *arguments, patience=_PATIENCE, given=given)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Failure(f"git cannot be asked about {root}: {problem}") from problem
    if done.returncode == 0:
        return done.stdout
    message = done.stderr.decode("utf-8", "replace").strip()
    if fails and "not a git repository" not in message:
        return b""
    raise Failure(f"git cannot tell about {root}: {message or f'exit code {done.returncode}'}")
