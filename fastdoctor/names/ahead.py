"""Files are parsed by another process before they are needed here, in the order in which imports lead to them."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.names.modules import ModuleIndex
from fastdoctor.processes import another_process
from fastdoctor.syntax import tree
from fastdoctor.syntax.budget import GivenUp
from fastdoctor.syntax.parsed import digest_of
from fastdoctor.syntax.python import parse_module
from fastdoctor.syntax.written import written

_HEAD = struct.Struct("<16sI")
"""The digest of a text, and how many bytes its tree has."""


@contextmanager
def parsing_ahead(files: Tree, index: ModuleIndex, first: Iterable[str]) -> Iterator[Callable[[], dict[bytes, bytes]]]:
    """Begin with these files; what is given tells which trees are ready since it was last asked, by their digests."""
    order = tuple(first)
    with another_process(lambda pipe: _tell(files, index, order, pipe)) as told:
        os.set_blocking(told.fileno(), False)
        yield _Ready(told.fileno()).trees


def _tell(files: Tree, index: ModuleIndex, first: Iterable[str], pipe: BinaryIO) -> None:
    for module in _modules(files, index, first):
        content = written(module)
        if content is not None:
            pipe.write(_HEAD.pack(digest_of(module.text), len(content)) + content)
            pipe.flush()


class _Ready:
    """Reads what another process wrote so far."""

    def __init__(self, pipe: int) -> None:
        self._pipe, self._rest = pipe, b""

    def trees(self) -> dict[bytes, bytes]:
        """What came since this was last asked."""
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


def _modules(files: Tree, index: ModuleIndex, first: Iterable[str]) -> Iterator[tree.Module]:
    """These modules and all that they import, each before what it imports."""
    seen: set[str] = set()
    waiting = list(first)[::-1]
    while waiting:
        path = waiting.pop()
        if path in seen or not path.endswith(".py"):
            continue
        seen.add(path)
        try:
            module = parse_module(path, files.text(path))
        except (Unreadable, GivenUp):
            continue  # told by the process that needs it
        yield module
        waiting.extend(reversed([found for found in _imported(index, path, module.body) if found is not None]))


def _imported(index: ModuleIndex, path: str, body: Sequence[tree.Statement]) -> Iterator[str | None]:
    """The files that the imports outside of functions and classes name, in order."""
    for statement in body:
        match statement:
            case tree.Import(names=names):
                yield from (index.absolute(imported.name, path) for imported in names)
            case tree.ImportFrom(module=name, level=level, names=names):
                found = index.relative(name, level, path) if level else index.absolute(name, path)
                if found is not None:
                    yield from (index.package(found), found)
                    yield from (index.child(found, imported.name) for imported in names)
            case tree.If(body=inner, otherwise=otherwise):
                yield from _imported(index, path, (*inner, *otherwise))
            case tree.Try(body=inner):
                yield from _imported(index, path, inner)
