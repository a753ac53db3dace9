"""A tree as bytes, and back: what was parsed once need not be parsed again.

The bytes are plain data, and what does not fit the types of `tree` is refused.
"""

from __future__ import annotations

from typing import Any

from msgspec import MsgspecError, Struct
from msgspec.msgpack import Encoder, Ext, decode

from fastdoctor.syntax import tree
from fastdoctor.syntax.python import Bodies

_ELLIPSIS, _COMPLEX = 1, 2
_CANNOT = (MsgspecError, OverflowError, UnicodeEncodeError, RecursionError, NotImplementedError)
"""What writing raises for numbers beyond 64 bits, for half characters and for trees that are too deep."""
_REFUSED = (MsgspecError, RecursionError, ValueError, TypeError)
"""What reading raises for bytes that were not written here."""


class _Written(Struct, frozen=True, array_like=True):
    characters: int
    body: tuple[tree.Statement, ...]


def written(module: tree.Module) -> bytes | None:
    """A module with the functions that were read so far; None where that cannot be written.

    A text with errors is not written: its functions can only be read where they stand.
    """
    if module.broken:
        return None
    try:
        return _Writer().module(module)
    except _CANNOT:
        return None


def read_back(path: str, text: str, content: bytes) -> tree.Module | None:
    """The module that became these bytes, None for anything else; the text has to be the one that was parsed."""
    bodies = _KeptBodies(text)
    try:
        found = decode(content, type=_Written, dec_hook=bodies.code, ext_hook=_special)
    except _REFUSED:
        return None
    return tree.Module(path, text, found.body, bodies.reading) if found.characters == len(text) else None


class _Writer:
    """Writes one module; functions inside of a function are always written along."""

    def __init__(self) -> None:
        self.encoder = Encoder(enc_hook=self._plain)
        self.depth = 0

    def module(self, module: tree.Module) -> bytes:
        return self.encoder.encode(_Written(len(module.text), module.body))

    def _plain(self, value: Any) -> Any:
        if isinstance(value, tree.Code):
            body = value.body if self.depth else value.known
            return (value.start, value.end, None if body is None else self._body(body))
        if value is ...:
            return Ext(_ELLIPSIS, b"")
        if isinstance(value, complex):
            return Ext(_COMPLEX, repr(value).encode())
        raise NotImplementedError(type(value).__name__)

    def _body(self, body: tuple[tree.Statement, ...]) -> bytes:
        self.depth += 1
        try:
            return self.encoder.encode(body)
        finally:
            self.depth -= 1


def _special(code: int, content: memoryview) -> object:
    return ... if code == _ELLIPSIS else complex(bytes(content).decode())


class _KeptBodies(Bodies):
    """The functions of a module that was written: those that were read then are kept, the others are parsed."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.kept: dict[tuple[int, int], bytes] = {}

    def read(self, start: int, end: int) -> tuple[tree.Statement, ...]:
        content = self.kept.pop((start, end), None)
        if content is not None:
            try:
                return decode(content, type=tuple[tree.Statement, ...], dec_hook=self.code, ext_hook=_special)
            except _REFUSED:
                pass  # not what was written here: as good as not there
        return super().read(start, end)

    def code(self, kind: type, found: Any) -> tree.Code:
        """A function's code of what was written of it; raises ValueError and TypeError for anything else."""
        start, end, content = found
        if isinstance(content, bytes):
            self.kept[start, end] = content
        return tree.Code(start, end, self.read, self.reading)
