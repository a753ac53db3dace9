"""Files are parsed by another process before they are needed here.

The other process begins with those that are needed last, this one with the first: they meet in the middle.
"""

from __future__ import annotations

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


class Reading(Struct, frozen=True):
    """The files of a tree, those that are read first, and which of the others are read at their import."""

    files: Tree
    index: ModuleIndex
    first: tuple[str, ...]
    eager: Callable[[str], bool]


@contextmanager
def parsing_ahead(reading: Reading) -> Iterator[Callable[[str], dict[bytes, bytes]]]:
    """Begin now; what is given is told which file is needed, and tells the trees that are ready, by their digests.

    A file that was needed before it was ready is not parsed by the other process any more.
    """
    needed = _Needed(reading.files.paths)
    with another_process(lambda pipe: _tell(reading, needed, pipe)) as told:
        os.set_blocking(told.fileno(), False)
        yield _Ready(told.fileno(), needed).trees


def _tell(reading: Reading, needed: _Needed, pipe: BinaryIO) -> None:
    order = import_order(reading.files, reading.index, reading.first, reading.eager)
    for path in (*reversed(order.entered), *order.named):
        if path not in needed:
            try:
                module = parse_module(path, reading.files.text(path))
            except (Unreadable, GivenUp):
                continue  # told by the process that needs it
            content = written(module)
            if content is not None:
                pipe.write(_HEAD.pack(digest_of(module.text), len(content)) + content)
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


class _Ready:
    """Reads what another process wrote so far."""

    def __init__(self, pipe: int, needed: _Needed) -> None:
        self._pipe, self._needed, self._rest = pipe, needed, b""

    def trees(self, path: str) -> dict[bytes, bytes]:
        """What came since this was last asked, now that this file is needed."""
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
        return found

    def _arrived(self) -> Iterator[bytes]:
        try:
            while some := os.read(self._pipe, 1 << 20):
                yield some
        except BlockingIOError:
            return
