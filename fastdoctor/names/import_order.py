"""In which order will the files of a tree be needed? Guessed from the import statements in their bytes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from fastdoctor.files.tree import Tree
from fastdoctor.names.modules import ModuleIndex

_FROM = rb"from[ \t]+(\.*)([\w.]*)[ \t]+import\b[ \t]*(?:\(([^)]*)|([^\n(]*))"
_IMPORT = re.compile(rb"\n(?:" + _FROM + rb"|import[ \t]+([\w., \t]*))")
_WORD = re.compile(r"\w+")


class ImportOrder(Struct, frozen=True):
    """The files that imports lead to.

    `entered` are read at their import, in this order; `named` where something asks for one of their names, if at all,
    those first that most of the entered ones import.
    """

    entered: tuple[str, ...]
    named: tuple[str, ...]


def import_order(files: Tree, index: ModuleIndex, first: Iterable[str], eager: Callable[[str], bool]) -> ImportOrder:
    """Where the imports of these files lead; `eager` tells of a file whether it is read at its import."""
    entered = dict.fromkeys(first)
    named: Counter[str] = Counter()
    reading = [_imported(files, index, path) for path in reversed(entered)]
    while reading:
        found = next(reading[-1], None)
        if found is None:
            reading.pop()
        elif found in entered:
            continue
        elif eager(found):
            entered[found] = None
            reading.append(_imported(files, index, found))
        else:
            named[found] += 1
    return ImportOrder(tuple(entered), tuple(path for path, _ in named.most_common()))


def _imported(files: Tree, index: ModuleIndex, path: str) -> Iterator[str]:
    """The Python files that the imports of a file name, in order; those in functions left out."""
    for dots, module, inside, behind, plain in _IMPORT.findall(b"\n" + files.readable_content(path)):
        if plain:
            for name in plain.decode("latin-1").split(","):
                yield from _python(index.absolute((name.split() or [""])[0], path))
            continue
        name = module.decode("latin-1")
        found = index.relative(name, len(dots), path) if dots else index.absolute(name, path)
        if found is not None:
            yield from _python(index.package(found))
            yield from _python(found)
            for word in _WORD.findall((inside or behind).decode("latin-1")):
                yield from _python(index.child(found, word))


def _python(path: str | None) -> Iterator[str]:
    if path is not None and path.endswith(".py"):
        yield path
