"""What a Pipfile asks for."""

from __future__ import annotations

from fastdoctor.stack.manifests.manifest import Manifest
from fastdoctor.stack.python_choice import is_python_version
from fastdoctor.stack.requirement import poetry_requirement
from fastdoctor.stack.toml import Toml, table
from fastdoctor.stack.values import Problem, PythonChoice, Requirement

_NO_CATEGORY = frozenset({"source", "requires", "scripts", "pipenv"})


def read_pipfile(toml: Toml) -> Manifest:
    """The packages of every category of a Pipfile; `packages` is what production installs."""
    found: list[Requirement | Problem] = []
    for category, entries in toml.data.items():
        if category in _NO_CATEGORY:
            continue
        group = {"packages": "", "dev-packages": "dev"}.get(category, category)
        for name, value in table(entries).items():
            found += poetry_requirement(name, value, toml.location(category, name, "="), group)
    return Manifest(
        tuple(item for item in found if isinstance(item, Requirement)),
        tuple(item for item in found if isinstance(item, Problem)),
        _python(toml),
    )


def _python(toml: Toml) -> PythonChoice | None:
    for key in ("python_full_version", "python_version"):
        version = table(toml.data, "requires").get(key)
        if isinstance(version, str) and (version == "3" or is_python_version(version)):
            specifier = f"=={version}" if key == "python_full_version" else f"=={version}.*"
            one = "" if version == "3" else version
            return PythonChoice(specifier, one, toml.location("requires", key), "version-file")
    return None
