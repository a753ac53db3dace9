"""A project on disk: which files there are, and their text."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SKIPPED_FOLDERS = frozenset(
    {".git", ".hg", ".svn", "node_modules", "__pycache__", "venv", ".venv", "env", ".tox", ".nox", "site-packages"}
    | {".mypy_cache", ".pytest_cache", ".ruff_cache", ".eggs", "dist", "build", ".idea", ".vscode"}
)
LARGEST_FILE = 5_000_000
"""Bytes; a larger file is not evaluated."""


class Unreadable(Exception):
    """A file that cannot be evaluated; the message says why."""


@dataclass(slots=True)
class Tree:
    """The files below `root`, by path relative to it with forward slashes, sorted.

    Contents are read once, when first asked for. `Tree.of` makes one from texts, for tests.
    """

    root: Path
    paths: tuple[str, ...]
    _bytes: dict[str, bytes] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, contents: Mapping[str, str | bytes]) -> Tree:
        """A tree that lives in memory only."""
        raw = {path: text.encode() if isinstance(text, str) else text for path, text in contents.items()}
        return cls(Path("/nowhere"), tuple(sorted(raw)), raw)

    def content(self, path: str) -> bytes:
        """The bytes of a file; raises Unreadable."""
        if path not in self._bytes:
            self._bytes[path] = _read(self.root / path)
        return self._bytes[path]

    def text(self, path: str) -> str:
        """The decoded text of a file, line ends as they are; raises Unreadable."""
        if path not in self._texts:
            self._texts[path] = _decode(self.content(path))
        return self._texts[path]

    def __contains__(self, path: object) -> bool:
        return path in self._known()

    def _known(self) -> frozenset[str]:
        return frozenset(self.paths)


def read_tree(root: Path) -> Tree:
    """The files below `root`; folders that hold no source of the project are left out."""
    return Tree(root, tuple(sorted(_walk(root))))


def _walk(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
        relative = PurePosixPath(Path(folder).relative_to(root).as_posix())
        for name in names:
            yield str(relative / name)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(f"larger than {LARGEST_FILE // 1_000_000} MB")
        return path.read_bytes()
    except OSError as problem:
        raise Unreadable(problem.strerror or str(problem)) from problem


def _decode(content: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            break
    else:
        encoding = "utf-8"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Unreadable(f"not {encoding} text: byte {problem.start}") from problem
