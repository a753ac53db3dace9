"""Which Python a `.python-version` or `runtime.txt` names, and which ones a Requires-Python allows."""

from __future__ import annotations

import re

from fastdoctor.stack.lines import Text
from fastdoctor.stack.values import PythonChoice

_VERSION = re.compile(r"^[ \t]*(?:python-|cpython-|cpython@)?(3(?:\.\d+){1,2})\b", re.MULTILINE)


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
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        wanted = SpecifierSet(specifier)
    except InvalidSpecifier:
        return None
    for minor in range(14, 5, -1):
        if any(wanted.contains(f"3.{minor}.{patch}") for patch in (0, 99)) or any(
            item.version.startswith(f"3.{minor}.") and wanted.contains(item.version) for item in wanted
        ):
            return f"3.{minor}"
    return None
