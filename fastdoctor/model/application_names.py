"""By which names may a class of applications be called? Decided from the bytes of the files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from fastdoctor.files.tree import Tree
from fastdoctor.names.file_names import FileNames

MAKING = ("FastAPI", "Starlette")
"""What the frameworks' own classes are called."""


def application_names(files: Tree, paths: Sequence[str]) -> tuple[str, ...]:
    """The names of the frameworks' classes, and those that these files give to them or to what derives from them.

    More than are, not fewer; names in lower case are left out: a class that goes by one is not looked for.
    """
    known = dict.fromkeys(MAKING)
    waiting = [*known]
    while waiting:
        asked, waiting = waiting, []
        for path, words in files.words.held(asked, paths, whole=True).items():
            for name in _named_after(files.bytes_unseen(path), words):
                if name[:1].isupper() and name not in known:
                    known[name] = None
                    waiting.append(name)
    return tuple(known)


def _named_after(content: bytes, words: Sequence[str]) -> Iterator[str]:
    """The classes of a file with one of these words among their bases, and what is assigned or imported as another."""
    wanted = {word.encode() for word in words}
    yield from (name.decode() for name, bases in FileNames(content).classes if not wanted.isdisjoint(bases))
    for word in words:
        yield from (name.decode() for pattern in _renaming(word) for name in pattern.findall(b"\n" + content))


@cache
def _renaming(word: str) -> tuple[re.Pattern[bytes], ...]:
    """Find what a word is imported as, and what is assigned in a line that has it and does not call it."""
    alone = rb"\b" + word.encode() + rb"\b"
    return (
        re.compile(word.encode() + rb"[ \t]+as[ \t]+(\w+)"),
        re.compile(rb"\n[ \t]*([A-Z]\w*)[ \t]*(?::[^=\n]*)?=(?!=)[^\n]*" + alone + rb"(?!\s*\()"),
    )
