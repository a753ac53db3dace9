"""What an installed environment holds, by its metadata; nothing in it is run."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from fastdoctor.files.bounded import is_own_file
from fastdoctor.files.installed import BESIDE, package_folders
from fastdoctor.finding import Location
from fastdoctor.pattern import pattern
from fastdoctor.stack.values import InstalledPackage, normalized
from fastdoctor.stack.versions import comparable

_NAME = pattern(r"^Name:\s*(\S+)", re.MULTILINE)
_VERSION = pattern(r"^Version:\s*(\S+)", re.MULTILINE)
_HEADER = 4096
"""Bytes of a metadata file that surely hold name and version."""


class Nearby(Struct, frozen=True):
    """An environment that lies in a project's folder; `shown` is its path relative to the root of the run."""

    folder: Path
    shown: str

    def packages(self) -> dict[str, InstalledPackage]:
        """What it holds, by name."""
        found = read_environment(self.folder, self.shown, self.folder)
        return {package.name: package for package in found}


def read_environment(path: Path, shown: str = "", inside: Path | None = None) -> tuple[InstalledPackage, ...]:
    """The packages installed in an environment (its folder, its interpreter, or a folder of packages), by name.

    () where the folder holds none. Locations begin with `shown` in the place of the folder's own path. With `inside`,
    links out of that folder are not followed.
    """
    found: dict[str, InstalledPackage] = {}
    for folder in package_folders(path):
        for metadata in sorted((*folder.glob("*.dist-info/METADATA"), *folder.glob("*.egg-info/PKG-INFO"))):
            if not (metadata.is_file() if inside is None else is_own_file(metadata, inside)):
                continue
            package = _package(
                metadata, f"{shown}/{metadata.relative_to(path).as_posix()}" if shown else metadata.as_posix()
            )
            if package is not None:
                found.setdefault(package.name, package)
    return tuple(found[name] for name in sorted(found))


def environment_beside(root: Path, folder: str) -> Nearby | None:
    """The virtual environment in a folder of a tree, where it lies inside the tree; None where there is none."""
    inside = root.resolve()
    for name in BESIDE:
        found = root / folder / name
        if (found / "pyvenv.cfg").is_file() and found.resolve().is_relative_to(inside):
            return Nearby(found, f"{folder}/{name}".lstrip("/"))
    return None


def _package(metadata: Path, shown: str) -> InstalledPackage | None:
    try:
        with metadata.open("rb") as file:
            header = file.read(_HEADER).decode("utf-8", "replace")
    except OSError:
        return None
    name, version = _NAME.search(header), _VERSION.search(header)
    if name is None or version is None:
        return None
    return InstalledPackage(normalized(name[1]), comparable(version[1]), Location(shown))
