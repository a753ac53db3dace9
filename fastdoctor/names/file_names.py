"""Which names does one file define, give to other things, and import? Decided from its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from fastdoctor.files.words import SPACED

# each begins with letters or a line end that are looked for first, which is several times faster; what more is found
# than classes and imports makes the names more, never fewer
_CLASS = re.compile(rb"class[ \t]+(\w+)[ \t]*(?:\[[^\]]*\])?[ \t]*\(([^)]*)")
_ASSIGNED = re.compile(rb"\n(\w+)[ \t]*=[ \t]*([\w.]+)")
_IMPORTED = re.compile(rb"import\b(\s*\([^)]*|[^\n(]*)")
_IMPORTED_WORD = re.compile(rb"\w+|\*")
_ARGUMENTS = re.compile(rb"\[[^\[\]]*\]")
_ALIAS = re.compile(rb" as\s+(\w+)")
_PART_OF_IMPORT = re.compile(rb"[ \t(]*(?:\w+(?: as \w+)?[ \t]*,[ \t]*)*\w+[ \t]*")
"""What stands before an alias in a line of an import that has several: no `except` or `with`, few sentences."""
_WORD = re.compile(rb"\w+")
_LONGEST_LINE = 1_000
_DEEPEST_ARGUMENT = 10


class FileNames(Struct, frozen=True, dict=True):
    """The names of a file with this content."""

    content: bytes

    @cached_property
    def classes(self) -> tuple[tuple[bytes, tuple[bytes, ...]], ...]:
        """The names of its classes, each with the words between its parentheses, those of type arguments left out."""
        found = _CLASS.findall(self.content)
        return tuple((name, tuple(_WORD.findall(_without_arguments(bases)))) for name, bases in found)

    @cached_property
    def renamed(self) -> tuple[tuple[bytes, bytes], ...]:
        """The last parts of what assignments in the module and aliases give another name to, and that name."""
        given = ((value.rpartition(b".")[2], name) for name, value in _ASSIGNED.findall(b"\n" + self.content))
        return tuple((last, name) for last, name in (*given, *_aliases(self.content)) if last != name)

    @cached_property
    def imported(self) -> frozenset[bytes]:
        """The words in its import statements, `*` where it imports all there is."""
        return frozenset(word for names in _IMPORTED.findall(self.content) for word in _IMPORTED_WORD.findall(names))


def names_in(content: bytes) -> tuple[object, ...]:
    """All names of a file with this content."""
    names = FileNames(content)
    return names.classes, names.renamed, names.imported


def _without_arguments(bases: bytes) -> bytes:
    """What a class derives from: `A` of `A[B[C]]`."""
    for _ in range(_DEEPEST_ARGUMENT):
        if b"[" not in bases:
            break
        bases = _ARGUMENTS.sub(b"", bases)
    return bases


def _aliases(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The last parts of what is imported under another name, and that name."""
    for found in _ALIAS.finditer(content):
        begin = max(found.start() - _LONGEST_LINE, 0)
        begin = max(content.rfind(b"\n", begin, max(found.start() - 1, 0)) + 1, begin)
        line = content[begin : found.start()].removesuffix(b"\n")
        if b"import" in line or _PART_OF_IMPORT.fullmatch(line):
            last = line.translate(SPACED).split()
            if last:
                yield last[-1], found[1]
