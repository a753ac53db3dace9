"""The values by which a program asks which release of a package it runs on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from fastdoctor.names.alternatives import either
from fastdoctor.names.operators import plain
from fastdoctor.names.values import UNKNOWN, Collection, Invocation, Known, Value
from fastdoctor.pattern import pattern

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

PACKAGES = ("fastapi", "starlette", "pydantic")
_CONSTANTS = {
    "pydantic.VERSION": "pydantic",
    "pydantic.version.VERSION": "pydantic",
    **{f"{package}.__version__": package for package in PACKAGES},
}
_IS_PYDANTIC_2 = "fastapi._compat.PYDANTIC_V2"
_ASKING = frozenset({"importlib.metadata.version", "importlib_metadata.version"})
_PARSING = frozenset({"packaging.version.parse", "packaging.version.Version"})
_RELEASE = pattern(r"(\d+(?:\.\d+)*)")


def version_value(versions: Iterable[str]) -> Value:
    """The version of a package as a program sees it, which may be any of these."""
    return either([Known(version) for version in sorted(versions)])


def version_constant(name: str, versions: Mapping[str, Value]) -> Value | None:
    """The value of a constant that holds a version, or hangs on one; None for any other name."""
    if name == _IS_PYDANTIC_2:
        found = versions.get("pydantic")
        return Known(str(found.value).startswith("2.")) if isinstance(found, Known) else None
    package = _CONSTANTS.get(name)
    return versions.get(package) if package is not None else None


def version_asked(run: Interpreter, name: str, invocation: Invocation, versions: Mapping[str, Value]) -> Value | None:
    """What a function gives that looks a version up, or makes one comparable; None for any other function.

    A version that can be compared is the tuple of its numbers, zeros at its end left out.
    """
    if name not in _ASKING and name not in _PARSING:
        return None
    given = plain(run, invocation.arguments[0]) if invocation.arguments else UNKNOWN
    if not isinstance(given, Known):
        return UNKNOWN
    if name in _ASKING:
        return versions.get(str(given.value), UNKNOWN)
    release = _RELEASE.match(str(given.value))
    if release is None:
        return UNKNOWN
    numbers = [int(part) for part in release[1].split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return Collection("tuple", [Known(number) for number in numbers])
