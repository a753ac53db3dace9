"""Another process does what is needed here later: it parses files, and knows all files by their words.

It begins with the files that are needed last, this one with the first: they meet in the middle.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from msgspec import Struct

from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.names.import_order import import_order
from fastdoctor.names.modules import ModuleIndex
from fastdoctor.processes import another_process
from fastdoctor.syntax.budget import GivenUp
from fastdoctor.syntax.parsed import digest_of
from fastdoctor.syntax.python import parse_module
from fastdoctor.syntax.written import written

_HEAD = struct.Struct("<16sI")
"""The digest of a text, and how many bytes its tree has."""
_WORDS = bytes(16)
"""What stands in the place of the digest before the words of all files."""
_WIDE = 1 << 20
"""Bytes that a pipe may hold on Linux."""
_OFTEN = 100
"""Files that may be parsed before the words are told, of those that are only read if something asks for their names."""


class Reading(Struct, frozen=True):
    """The files of a tree, those that are read first, and which of the others are read at their import.

    Both are asked in the other process.
    """

    files: Tree
    index: ModuleIndex
    first: Callable[[], Iterable[str]]
    eager: Callable[[str], bool]


@contextmanager
def reading_ahead(reading: Reading) -> Iterator[Ahead]:
    """Begin now. A file that was needed before it was ready is not parsed by the other process any more."""
    needed = _Needed(reading.files.paths)
    with another_process(lambda pipe: _tell(reading, needed, pipe)) as told:
        os.set_blocking(told.fileno(), False)
        _widen(told.fileno())
        yield Ahead(told.fileno(), needed)


def _widen(pipe: int) -> None:
    """Let the other process go on while nobody asks what it has to tell."""
    from fcntl import F_SETPIPE_SZ, fcntl

    with contextlib.suppress(OSError):  # nothing is lost with a narrow one but time
        fcntl(pipe, F_SETPIPE_SZ, _WIDE)


def _tell(reading: Reading, needed: _Needed, pipe: BinaryIO) -> None:
    order = import_order(reading.files, reading.index, reading.first(), reading.eager)
    _tell_trees(reading.files, (*reversed(order.entered), *order.named[:_OFTEN]), needed, pipe)
    reading.files.words.know([path for path in reading.files.paths if path.endswith(".py")])
    _write(pipe, _WORDS, reading.files.words.told())
    _tell_trees(reading.files, order.named[_OFTEN:], needed, pipe)


def _tell_trees(files: Tree, paths: Iterable[str], needed: _Needed, pipe: BinaryIO) -> None:
    for path in paths:
        if path not in needed:
            try:
                module = parse_module(path, files.text(path))
            except (Unreadable, GivenUp):
                continue  # told by the process that needs it
            content = written(module)
            if content is not None:
                _write(pipe, digest_of(module.text), content)


def _write(pipe: BinaryIO, head: bytes, content: bytes) -> None:
    pipe.write(_HEAD.pack(head, len(content)) + content)
    pipe.flush()


class _Needed:
    """The files that were needed already, known to both processes."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._places = {path: place for place, path in enumerate(paths)}
        self._marks = mmap.mmap(-1, max(len(self._places), 1))

    def add(self, path: str) -> None:
        if path in self._places:
            self._marks[self._places[path]] = 1

    def __contains__(self, path: str) -> bool:
        return self._marks[self._places[path]] == 1


class Ahead:
    """Reads what another process wrote so far."""

    def __init__(self, pipe: int, needed: _Needed) -> None:
        self._pipe, self._needed, self._rest = pipe, needed, b""
        self.words: bytes | None = None
        """What `Words.learn` takes, None as long as it is not there."""

    def trees(self, path: str = "") -> dict[bytes, bytes]:
        """The trees that came since this was last asked, by their digests; now a file is needed."""
        self._needed.add(path)
        content = b"".join((self._rest, *self._arrived()))
        found: dict[bytes, bytes] = {}
        place = 0
        while len(content) - place >= _HEAD.size:
            digest, size = _HEAD.unpack_from(content, place)
            end = place + _HEAD.size + size
            if end > len(content):
                break
            found[digest] = content[place + _HEAD.size : end]
            place = end
        self._rest = content[place:]
        self.words = found.pop(_WORDS, self.words)
        return found

    def _arrived(self) -> Iterator[bytes]:
        try:
            while some := os.read(self._pipe, 1 << 20):
                yield some
        except BlockingIOError:
            return
