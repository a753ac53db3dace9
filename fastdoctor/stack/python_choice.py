"""Which Python a `.python-version` or `runtime.txt` names."""

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
