"""What an installed environment holds, by its metadata; nothing in it is run."""

from __future__ import annotations

import re
from pathlib import Path

from fastdoctor.finding import Location
from fastdoctor.stack.values import InstalledPackage, normalized

_NAME = re.compile(r"^Name:\s*(\S+)", re.MULTILINE)
_VERSION = re.compile(r"^Version:\s*(\S+)", re.MULTILINE)
_HEADER = 4096
"""Bytes of a metadata file that surely hold name and version."""


def read_environment(path: Path) -> tuple[InstalledPackage, ...]:
    """The packages installed in an environment (its folder, its interpreter, or a folder of packages), by name.

    () where the folder holds none.
    """
    root = path.parent.parent if path.is_file() or path.name.startswith("python") else path
    folders = [root, *sorted(root.glob("lib*/python*/site-packages")), *sorted(root.glob("Lib/site-packages"))]
    found: dict[str, InstalledPackage] = {}
    for folder in folders:
        for metadata in sorted((*folder.glob("*.dist-info/METADATA"), *folder.glob("*.egg-info/PKG-INFO"))):
            package = _package(metadata)
            if package is not None:
                found.setdefault(package.name, package)
    return tuple(found[name] for name in sorted(found))


def _package(metadata: Path) -> InstalledPackage | None:
    with metadata.open("rb") as file:
        header = file.read(_HEADER).decode("utf-8", "replace")
    name, version = _NAME.search(header), _VERSION.search(header)
    if name is None or version is None:
        return None
    return InstalledPackage(normalized(name[1]), version[1], Location(metadata.as_posix()))
