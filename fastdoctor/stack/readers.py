"""Which reader understands which manifest or lock, by the file's name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping

from fastdoctor.stack.lines import Text
from fastdoctor.stack.locks.tables import Lock, read_table_lock
from fastdoctor.stack.manifests.manifest import Manifest
from fastdoctor.stack.manifests.pyproject import read_pyproject
from fastdoctor.stack.toml import read_toml
from fastdoctor.stack.values import Problem

_REQUIREMENTS = re.compile(r"(?i)(?:.*[-_.])?requirements?(?:[-_.].*)?\.(?:txt|in|pip)$|reqs?(?:[-_.].*)?\.txt$")
_PYTHON_FILES = frozenset({".python-version", "runtime.txt"})


def _pyproject(source: Text) -> Manifest:
    toml = read_toml(source)
    return Manifest(problems=(toml,)) if isinstance(toml, Problem) else read_pyproject(toml)


MANIFESTS: Mapping[str, Callable[[Text], Manifest]] = {
    "pyproject.toml": _pyproject,
}
LOCKS: Mapping[str, Callable[[Text], Lock]] = {
    "uv.lock": read_table_lock,
    "poetry.lock": read_table_lock,
    "pdm.lock": read_table_lock,
    "pylock.toml": read_table_lock,
}


def is_requirements(path: str) -> bool:
    """Whether a file is one of pip's requirements files, by its name or its folder's."""
    folder, name = posixpath.split(path)
    if posixpath.basename(folder) in {"requirements", "reqs"} and name.endswith((".txt", ".in")):
        return True
    return _REQUIREMENTS.match(name) is not None


def is_python_file(name: str) -> bool:
    """Whether a file's only job is to name the project's Python."""
    return name in _PYTHON_FILES
