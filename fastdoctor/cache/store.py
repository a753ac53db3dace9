"""Where answers are kept between runs: one file for each, whole or not there, and never more than fit.

An entry is data with a checksum in front: JSON, or bytes. What is broken, foreign or too large counts as not there,
and what cannot be written is not kept; the program works as well without.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from msgspec import Struct

from fastdoctor.cache.digest import digest

MOST_ENTRIES = 200
MOST_BYTES = 200_000_000
"""Of all entries together."""
LARGEST_ENTRY = 50_000_000
"""Bytes; a larger entry is neither written nor read."""
_ENTRY = ".fastdoctor"
_TAG = "CACHEDIR.TAG"
_TAG_TEXT = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of fastdoctor: it may be deleted.\n"
_GITIGNORE = ".gitignore"


class Store(Struct, frozen=True):
    """The entries in a folder, which is made when the first one is written."""

    folder: Path

    def read(self, name: str) -> object:
        """The value kept under a name; None where there is none that can be trusted."""
        body = self.read_bytes(name)
        try:
            found: object = None if body is None else json.loads(body)
        except (ValueError, RecursionError):
            return None
        return found

    def read_bytes(self, name: str) -> bytes | None:
        """The bytes kept under a name; None where there are none that can be trusted."""
        try:
            with open(self._file(name), "rb") as file:
                content = file.read(LARGEST_ENTRY + 1)
        except OSError:
            return None
        checksum, _, body = content.partition(b"\n")
        return body if len(content) <= LARGEST_ENTRY and checksum == digest(body).encode() else None

    def write(self, name: str, value: object) -> bool:
        """Keep a value of plain data under a name; whether that worked."""
        return self.write_bytes(name, json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode())

    def write_bytes(self, name: str, body: bytes) -> bool:
        """Keep bytes under a name; whether that worked."""
        if len(body) >= LARGEST_ENTRY:
            return False
        try:
            self._prepare()
            self._replace(self._file(name), digest(body).encode() + b"\n" + body)
            self._evict(keep=self._file(name))
        except OSError:
            return False
        return True

    def clean(self) -> int:
        """Delete every entry, and the folder if nothing else is in it; how many there were. Raises OSError."""
        entries = self._entries()
        for entry in entries:
            entry.unlink(missing_ok=True)
        own = {_TAG, _GITIGNORE}
        if self.folder.is_dir() and {file.name for file in self.folder.iterdir()} <= own:
            for name in own:
                (self.folder / name).unlink(missing_ok=True)
            self.folder.rmdir()
        return len(entries)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}{_ENTRY}"

    def _entries(self) -> list[Path]:
        return sorted(self.folder.glob(f"*{_ENTRY}")) if self.folder.is_dir() else []

    def _prepare(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            (self.folder / _TAG).write_text(_TAG_TEXT, "utf-8")
            (self.folder / _GITIGNORE).write_text("*\n", "utf-8")

    def _replace(self, file: Path, content: bytes) -> None:
        from tempfile import mkstemp

        handle, name = mkstemp(prefix=".", suffix=_ENTRY, dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as temporary:
                temporary.write(content)
            os.replace(name, file)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise

    def _evict(self, keep: Path) -> None:
        """Delete the oldest entries beyond the limits; another run may be doing the same."""
        aged: list[tuple[float, int, Path]] = []
        for entry in self._entries():
            with contextlib.suppress(OSError):
                found = entry.stat()
                aged.append((found.st_mtime, found.st_size, entry))
        total = 0
        for place, (_, size, entry) in enumerate(sorted(aged, reverse=True), start=1):
            total += size
            if entry != keep and (place > MOST_ENTRIES or total > MOST_BYTES):
                with contextlib.suppress(OSError):
                    entry.unlink()
