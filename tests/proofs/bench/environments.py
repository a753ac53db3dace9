"""Which environments do proofs run in, and where does each stand on this disk?"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli
from packaging.specifiers import SpecifierSet
from packaging.version import Version
from uv import find_uv_bin

from bench.index import current_uv_environment

DECLARED = Path(__file__).resolve().parent.parent / "environments.toml"


@dataclass(frozen=True)
class Recipe:
    """What to install, on which Pythons. `force` is installed last and without asking the resolver."""

    python: SpecifierSet
    install: tuple[str, ...]
    force: tuple[str, ...] = ()


@dataclass(frozen=True)
class Environment:
    """A made environment: its interpreter and the version of each package in it (normalised names)."""

    name: str
    python: Path
    versions: dict[str, str]


class NoInterpreter(LookupError):
    """No Python on this machine is one that any recipe of the environment allows."""


def recipes(path: Path = DECLARED) -> dict[str, tuple[Recipe, ...]]:
    """Each environment's recipes, the preferred one first; raises KeyError for one without `install`."""
    declared = tomli.loads(path.read_text(encoding="utf-8"))
    return {name: tuple(_recipe(entry) for entry in entries) for name, entries in declared.items()}


def _recipe(entry: dict[str, Any]) -> Recipe:
    return Recipe(SpecifierSet(entry.get("python", "")), tuple(entry["install"]), tuple(entry.get("force", ())))


@functools.cache
def interpreters() -> tuple[tuple[Version, str], ...]:
    """The Pythons here: the running one first, then those that uv finds and those of pyenv, newest first."""
    running = (Version(".".join(map(str, sys.version_info[:3]))), sys.executable)
    command = [find_uv_bin(), "python", "list", "--only-installed", "--output-format", "json"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True, env=current_uv_environment())
    found = {Version(each["version"]): each["path"] for each in json.loads(listed.stdout)}
    for folder in (Path.home() / ".pyenv" / "versions").glob("3.*"):
        if (folder / "bin" / "python").exists():
            found.setdefault(Version(folder.name), str(folder / "bin" / "python"))
    return (running, *sorted(found.items(), reverse=True))


def choose(name: str, offered: Iterable[Recipe]) -> tuple[Recipe, str]:
    """The first recipe that some Python here can install, and that Python; raises NoInterpreter."""
    wanted = tuple(offered)
    for recipe in wanted:
        for version, path in interpreters():
            if recipe.python.contains(version, prereleases=True):
                return recipe, path
    allowed = " or ".join(str(recipe.python) for recipe in wanted)
    raise NoInterpreter(f"{name} needs Python {allowed}; here are {sorted({str(v) for v, _ in interpreters()})}")


def cache_folder() -> Path:
    """FASTDOCTOR_PROOF_CACHE, else a folder in the user's cache directory."""
    given = os.environ.get("FASTDOCTOR_PROOF_CACHE")
    if given:
        return Path(given)
    home = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "fastdoctor" / "proofs"


def make(name: str, offered: Iterable[Recipe]) -> Environment:
    """The environment, from the cache or newly installed; raises NoInterpreter, or RuntimeError with uv's words."""
    recipe, interpreter = choose(name, offered)
    content = repr((interpreter, sorted(recipe.install), sorted(recipe.force)))
    folder = cache_folder() / f"{name}-{hashlib.sha256(content.encode()).hexdigest()[:12]}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "versions.json"
    if not stamp.exists():
        shutil.rmtree(folder, ignore_errors=True)
        _install(folder, python, recipe, interpreter)
        rows = json.loads(_uv("pip", "list", "--python", str(python), "--format", "json"))
        stamp.write_text(json.dumps({row["name"].lower(): row["version"] for row in rows}), encoding="utf-8")
    return Environment(name, python, json.loads(stamp.read_text(encoding="utf-8")))


def _install(folder: Path, python: Path, recipe: Recipe, interpreter: str) -> None:
    _uv("venv", "--python", interpreter, str(folder))
    _uv("pip", "install", "--python", str(python), *recipe.install)
    if recipe.force:
        _uv("pip", "install", "--python", str(python), "--no-deps", *recipe.force)


def _uv(*arguments: str) -> str:
    command = [find_uv_bin(), "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=current_uv_environment())
    if done.returncode:
        raise RuntimeError(f"uv {' '.join(arguments)} failed:\n{done.stderr}")
    return done.stdout
