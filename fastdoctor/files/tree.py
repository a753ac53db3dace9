"""A project on disk: which files there are, and their text."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

from fastdoctor.files.encoding import Undecodable, decode
from fastdoctor.files.listing import list_files
from fastdoctor.files.trace import Trace
from fastdoctor.files.words import Words

Answer = TypeVar("Answer")
LARGEST_FILE = 5_000_000
"""Bytes; a larger file is not evaluated."""


class Unreadable(Exception):
    """A file that cannot be evaluated; the message says why."""


class Tree(Struct, dict=True):
    """The files below `root`, by path relative to it with forward slashes, sorted.

    Contents are read once, when first asked for. `Tree.of` makes one from texts, for tests.
    """

    root: Path
    paths: tuple[str, ...]
    _bytes: dict[str, bytes] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    """The files whose content was asked for, readable or not."""
    closed: tuple[str, ...] = ()
    """The folders that could not be opened: nobody knows which files they hold."""
    trace: Trace | None = None
    """Who wants to know which files are looked into."""

    @classmethod
    def of(cls, contents: Mapping[str, str | bytes]) -> Tree:
        """A tree that lives in memory only."""
        raw = {path: text.encode() if isinstance(text, str) else text for path, text in contents.items()}
        return cls(Path("/nowhere"), tuple(sorted(raw)), raw)

    def with_contents(self, contents: Mapping[str, bytes]) -> Tree:
        """The same files, some of them with other bytes than on disk."""
        return Tree(self.root, self.paths, {**self._bytes, **contents}, closed=self.closed)

    def renew(self, path: str, content: bytes) -> None:
        """Have other bytes in a file from now on."""
        self._bytes[path] = content
        self._texts.pop(path, None)
        self.words.renew(path)

    def look(self, path: str) -> None:
        """Somebody looks into a file, also where what was read of it before is not read again."""
        if self.trace is not None:
            self.trace.look(path)

    def content(self, path: str) -> bytes:
        """The bytes of a file; raises Unreadable."""
        self.look(path)
        return self._content(path)

    def _content(self, path: str) -> bytes:
        self.asked.add(path)
        if path not in self._bytes:
            self._bytes[path] = _read(f"{self.root}/{path}")
        if len(self._bytes[path]) > LARGEST_FILE:
            raise Unreadable(f"larger than {LARGEST_FILE // 1_000_000} MB")
        return self._bytes[path]

    def text(self, path: str) -> str:
        """The decoded text of a file, line ends as they are; raises Unreadable."""
        self.look(path)
        if path not in self._texts:
            try:
                self._texts[path] = decode(self._content(path), path.endswith((".py", ".pyi")))
            except Undecodable as problem:
                raise Unreadable(str(problem)) from problem
        return self._texts[path]

    def text_kept(self, path: str) -> str:
        """The text of a file for values that are kept: after an edit all has to be read anew; raises Unreadable."""
        if self.trace is not None:
            self.trace.keep(path, bytes)
        return self.text(path)

    def kept(self, path: str, question: Callable[[bytes], Answer]) -> Answer:
        """The answer of a question to the bytes of a file, for what is kept: an edit that changes it changes all.

        A file that cannot be read has no bytes.
        """
        if self.trace is not None:
            self.trace.keep(path, question)
        return question(self.bytes_unseen(path))

    def readable_content(self, path: str) -> bytes:
        """The bytes of a file, none where it cannot be read: that is told where the file is read as what it is."""
        self.look(path)
        return self.bytes_unseen(path)

    def asked_of_all(self, question: Callable[[bytes], Answer]) -> Callable[[str], Answer]:
        """What gives the answers of a question to the bytes of files, none where one cannot be read.

        Whoever asks rests on the answers, not on whatever else is in the files.
        """
        if self.trace is not None:
            self.trace.ask(question)
        return lambda path: question(self.bytes_unseen(path))

    def bytes_unseen(self, path: str) -> bytes:
        """The readable content of a file, for those who tell by themselves what they rest on."""
        try:
            return self._content(path)
        except Unreadable:
            return b""

    def readable_text(self, path: str) -> str:
        """The same for the decoded text."""
        try:
            return self.text(path)
        except Unreadable:
            return ""

    def ending_with(self, below: str) -> Iterator[str]:
        """The paths that are `below` or end with it, whole names only: `app/main.py` finds `src/app/main.py`."""
        for path in self._by_name.get(below.rpartition("/")[2], ()):
            if path == below or path.endswith(f"/{below}"):
                yield path

    def __contains__(self, path: object) -> bool:
        return path in self._known

    @cached_property
    def words(self) -> Words:
        """Which of its files hold a text."""
        return Words(self)

    # what follows from the paths alone is worked out anew for other paths

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.paths)

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders that hold files at any depth, without the root itself."""
        return folders_of(self.paths)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self.paths:
            found.setdefault(path.rpartition("/")[2], []).append(path)
        return found


def folders_of(paths: Iterable[str]) -> frozenset[str]:
    """The folders that hold these files at any depth, without the root itself."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


def read_tree(root: Path, exclude: Iterable[str] = ()) -> Tree:
    """The files below `root` that belong to the project, without those that the patterns (as in .gitignore) name."""
    listing = list_files(root)
    paths, closed = listing.files, listing.closed
    patterns = tuple(exclude)
    if patterns:
        from pathspec import GitIgnoreSpec

        excluded = GitIgnoreSpec.from_lines(patterns)
        paths = tuple(path for path in paths if not excluded.match_file(path))
        closed = tuple(path for path in closed if not excluded.match_file(f"{path}/"))
    return Tree(root, paths, closed=closed)


def _read(path: str) -> bytes:
    try:
        # what it is, is asked before it is opened: opening a pipe waits for a writer
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("no regular file")
        if found.st_size > LARGEST_FILE:
            raise Unreadable(f"larger than {LARGEST_FILE // 1_000_000} MB")
        with open(path, "rb", buffering=0) as file:
            # as much as it should have: room for more than that is not given back well
            content = file.read(found.st_size + 1)
            while len(content) > found.st_size and len(content) <= LARGEST_FILE and (more := file.read(LARGEST_FILE)):
                content += more
    except OSError as problem:
        raise Unreadable(problem.strerror or str(problem)) from problem
    if len(content) > LARGEST_FILE:
        raise Unreadable(f"larger than {LARGEST_FILE // 1_000_000} MB")  # grew since it was asked what it is
    return content
