"""Which tool answers: an answer of another one, or of another state of this one, is not believed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from fastdoctor.cache.digest import digest_of_text

_CODE = (".py", ".json")
_PARSER = "ast_grep_py"


def tool_identity(folders: Iterable[Path]) -> str:
    """One text for the running Python, the parser with its grammars, and the code in these folders (with the rules)."""
    parts = [sys.version, sys.platform, *_parser(), *(line for folder in folders for line in _states(str(folder)))]
    return digest_of_text("\n".join(parts))


def _parser() -> Iterator[str]:
    found = find_spec(_PARSER)
    for folder in (found.submodule_search_locations or ()) if found is not None else ():
        yield from _states(folder, code=())


def _states(folder: str, code: tuple[str, ...] = _CODE) -> list[str]:
    """Name, size and time of change of each file of code below a folder; all files without `code`."""
    states = []
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                states.extend(_states(entry.path, code))
        elif not code or entry.name.endswith(code):
            found = entry.stat()
            states.append(f"{entry.path} {found.st_size} {found.st_mtime_ns}")
    return sorted(states)
