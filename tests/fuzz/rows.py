"""Rows of the other commands whose names and texts attack whoever reads them."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec import Struct

from fastdoctor.finding import Location, Region
from tests.fuzz.strategies import HOSTILE

_TEXTS = st.lists(st.text(max_size=9) | st.sampled_from([text for text in HOSTILE if len(text) < 100]), max_size=3).map(
    "".join
)
_SCALARS: dict[Any, SearchStrategy[Any]] = {
    str: _TEXTS,
    int: st.integers(0, 9),
    bool: st.booleans(),
    NoneType: st.none(),
    Any: _TEXTS,
}
_HERE = Region(1, 1, 1, 1)


def hostile(kind: Any) -> SearchStrategy[Any]:
    """Values of a type as its annotations tell it, every text of them hostile."""
    if kind in _SCALARS:
        return _SCALARS[kind]
    if kind is Location:
        return st.builds(Location, _TEXTS, st.just(_HERE))
    if isinstance(kind, type) and issubclass(kind, Struct):
        hints = get_type_hints(kind)
        return st.builds(kind, **{name: st.deferred(_later(hints[name])) for name in kind.__struct_fields__})
    arguments = get_args(kind)
    if get_origin(kind) is Literal:
        return st.sampled_from(arguments)
    if get_origin(kind) in (Union, UnionType):
        return st.one_of(*map(hostile, arguments))
    if get_origin(kind) is tuple:
        many = arguments[-1] is Ellipsis
        return st.lists(hostile(arguments[0]), max_size=2).map(tuple) if many else st.tuples(*map(hostile, arguments))
    if get_origin(kind) is not None:  # a mapping
        return st.dictionaries(*map(hostile, arguments), max_size=1)
    raise AssertionError(f"no values of {kind!r} are known")


def _later(kind: Any) -> Any:
    return lambda: hostile(kind)
