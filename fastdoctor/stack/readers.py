"""Which reader understands which manifest or lock, by the file's name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping

from fastdoctor.stack.lines import Text
from fastdoctor.stack.locks.others import read_pipfile_lock, read_pixi_lock
from fastdoctor.stack.locks.tables import Lock, read_table_lock
from fastdoctor.stack.manifests.conda import read_environment_yaml, read_pixi
from fastdoctor.stack.manifests.manifest import Manifest
from fastdoctor.stack.manifests.pipfile import read_pipfile
from fastdoctor.stack.manifests.pyproject import read_pyproject
from fastdoctor.stack.manifests.session_files import read_noxfile, read_tox
from fastdoctor.stack.manifests.setup_files import read_setup_cfg, read_setup_py
from fastdoctor.stack.manifests.wheel_metadata import read_wheel_metadata
from fastdoctor.stack.toml import Toml, read_toml
from fastdoctor.stack.values import Problem

_REQUIREMENTS = re.compile(r"(?i)(?:.*[-_.])?requirements?(?:[-_.].*)?\.(?:txt|in|pip)$|reqs?(?:[-_.].*)?\.txt$")
_PYTHON_FILES = frozenset({".python-version", "runtime.txt"})


def _toml(reader: Callable[[Toml], Manifest]) -> Callable[[Text], Manifest]:
    """A reader of tables as a reader of text."""

    def read(source: Text) -> Manifest:
        toml = read_toml(source)
        return Manifest(problems=(toml,)) if isinstance(toml, Problem) else reader(toml)

    return read


MANIFESTS: Mapping[str, Callable[[Text], Manifest]] = {
    "pyproject.toml": _toml(read_pyproject),
    "Pipfile": _toml(read_pipfile),
    "pixi.toml": _toml(read_pixi),
    "setup.cfg": read_setup_cfg,
    "setup.py": read_setup_py,
    "environment.yml": read_environment_yaml,
    "environment.yaml": read_environment_yaml,
    "tox.ini": read_tox,
    "noxfile.py": read_noxfile,
    "METADATA": read_wheel_metadata,
}
LOCKS: Mapping[str, Callable[[Text], Lock]] = {
    "uv.lock": read_table_lock,
    "poetry.lock": read_table_lock,
    "pdm.lock": read_table_lock,
    "pylock.toml": read_table_lock,
    "Pipfile.lock": read_pipfile_lock,
    "pixi.lock": read_pixi_lock,
    "conda-lock.yml": read_pixi_lock,
}


def is_wheel_metadata(path: str) -> bool:
    """Whether a file is the metadata of a wheel that was unpacked, or of an installed package."""
    return path.endswith(".dist-info/METADATA")


def is_requirements(path: str) -> bool:
    """Whether a file is one of pip's requirements files, by its name or its folder's."""
    folder, name = posixpath.split(path)
    if posixpath.basename(folder) in {"requirements", "reqs"} and name.endswith((".txt", ".in")):
        return True
    return _REQUIREMENTS.match(name) is not None


def is_python_file(name: str) -> bool:
    """Whether a file's only job is to name the project's Python."""
    return name in _PYTHON_FILES
