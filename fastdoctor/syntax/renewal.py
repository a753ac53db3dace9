"""What becomes of a known tree when its text is edited?

Most edits change what a few functions do, or comments. Then the nodes of the tree stay, at other places: whatever was
worked out from them and not from those functions holds as before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec.structs import force_setattr

from fastdoctor.syntax import tree
from fastdoctor.syntax.budget import GivenUp
from fastdoctor.syntax.python import Bodies, parse_module

_OFFSETS = ("start", "end", "name_start")


class _Different(Exception):
    """More changed than what functions do."""


class _Pair(NamedTuple):
    known: Any
    found: Any


class Renewed(NamedTuple):
    """A module as it is now, and the codes in it that say something else than before."""

    module: tree.Module
    replaced: tuple[tree.Code, ...]


def renewed(known: tree.Module, text: str) -> Renewed | None:
    """The module of another text, made of the nodes of the known one, which move to where they stand now.

    None, with nothing changed, where more differs than comments, blank lines and the statements of functions that
    nobody followed, or where one of the texts holds errors.
    """
    try:
        found = parse_module(known.path, text)
    except GivenUp:
        return None
    if known.broken or found.broken:
        return None
    try:
        pairs = list(_pairs(known.body, found.body))
        changed = {id(pair.known) for pair in pairs if _is_changed(pair, known.text, text)}
    except (_Different, RecursionError):
        return None
    found.reading.look = known.reading.look
    bodies = Bodies(text, found.reading)
    for one, other in pairs:
        if not isinstance(one, tree.Code):
            _place(one, other)
        elif id(one) in changed:
            one.replaced(other)
        else:
            shift = other.start - one.start
            one.moved(other)
            _move(one.known, shift, bodies)
    replaced = tuple(pair.known for pair in pairs if id(pair.known) in changed)
    return Renewed(tree.Module(known.path, text, known.body, found.reading), replaced)


def _is_changed(pair: _Pair, before: str, after: str) -> bool:
    """Whether a function says something else now; raises _Different where that was followed."""
    one, other = pair
    if not isinstance(one, tree.Code) or before[one.start : one.end] == after[other.start : other.end]:
        return False
    if one.is_followed:
        raise _Different
    return True


def _pairs(known: Any, found: Any) -> Iterator[_Pair]:
    """The nodes and functions' codes of two trees that stand for the same; raises _Different."""
    if type(known) is not type(found):
        raise _Different
    if isinstance(known, tree.Code):
        yield _Pair(known, found)
    elif isinstance(known, tuple):
        if len(known) != len(found):
            raise _Different
        for one, other in zip(known, found, strict=True):
            yield from _pairs(one, other)
    elif isinstance(known, tree.Part):
        yield _Pair(known, found)
        for name in known.__struct_fields__:
            if name not in _OFFSETS:
                yield from _pairs(getattr(known, name), getattr(found, name))
    elif known != found:
        raise _Different


def _place(known: tree.Part, found: tree.Part) -> None:
    for name in known.__struct_fields__:
        if name in _OFFSETS:
            force_setattr(known, name, getattr(found, name))


def _move(inside: Any, shift: int, bodies: Bodies) -> None:
    """Move all that was read of a function whose words stayed the same."""
    if isinstance(inside, tree.Code):
        inside.moved(tree.Code(inside.start + shift, inside.end + shift, bodies.read, bodies.reading))
        _move(inside.known, shift, bodies)
    elif isinstance(inside, tuple):
        for item in inside:
            _move(item, shift, bodies)
    elif isinstance(inside, tree.Part):
        for name in inside.__struct_fields__:
            value = getattr(inside, name)
            if name in _OFFSETS:
                force_setattr(inside, name, value + shift)
            else:
                _move(value, shift, bodies)
