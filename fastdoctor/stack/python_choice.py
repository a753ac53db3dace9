"""Which Python a `.python-version` or `runtime.txt` names, and which ones a Requires-Python allows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fastdoctor.pattern import pattern
from fastdoctor.stack.lines import Text
from fastdoctor.stack.values import PythonChoice
from fastdoctor.stack.versions import range_in

_VERSION = pattern(r"^[ \t]*(?:python-|cpython-|cpython@)?(3(?:\.[0-9]{1,3}){1,2})\b", re.MULTILINE)
_ONE = pattern(r"3(?:\.[0-9]{1,3}){1,2}")


def is_python_version(text: str) -> bool:
    """Whether a text is one version of Python: with its minor, and perhaps its patch, release."""
    return _ONE.fullmatch(text) is not None


def read_python_choice(source: Text) -> PythonChoice | None:
    """The first version that the file names; None for an alias such as "system" or a name of a virtual environment."""
    found = _VERSION.search(source.text)
    if found is None:
        return None
    location = source.location(*found.span(1))
    is_platform = source.path.endswith("runtime.txt")
    return PythonChoice(f"=={found[1]}", found[1], location, "platform" if is_platform else "version-file")


def newest_python(specifier: str) -> str | None:
    """The newest Python ("3.13") that a Requires-Python allows, None where it allows none or cannot be read."""
    return next(iter(allowed_pythons(specifier)), None)


def oldest_python(specifier: str) -> str | None:
    """The oldest Python ("3.9") that a Requires-Python allows, None where it sets no lower bound."""
    from packaging.specifiers import SpecifierSet

    allowed = allowed_pythons(specifier)
    bounded = any(item.operator in {">=", ">", "~=", "=="} for item in SpecifierSet(specifier)) if allowed else False
    return allowed[-1] if bounded else None


def allowed_pythons(specifier: str) -> tuple[str, ...]:
    """The Pythons that a Requires-Python allows, newest first; () where it cannot be read."""
    from packaging.specifiers import SpecifierSet

    if range_in(specifier) is None:
        return ()
    wanted = SpecifierSet(specifier)
    return tuple(
        f"3.{minor}"
        for minor in range(14, 5, -1)
        if any(wanted.contains(f"3.{minor}.{patch}") for patch in (0, 99))
        or any(item.version.startswith(f"3.{minor}.") and wanted.contains(item.version) for item in wanted)
    )


def most_telling(choices: Iterable[PythonChoice]) -> PythonChoice | None:
    """The choice that names one version, by how close its source is to what is deployed; else `requires-python`."""
    order = ("image", "version-file", "platform", "requires-python", "workflow")
    ranked = sorted(choices, key=lambda choice: (not choice.version, order.index(choice.source)))
    return ranked[0] if ranked else None


def minor_version(choice: PythonChoice) -> str | None:
    """The minor version that it chooses ("3.11"): named, or the newest that its range allows."""
    return ".".join(choice.version.split(".")[:2]) if choice.version else newest_python(choice.specifier)
