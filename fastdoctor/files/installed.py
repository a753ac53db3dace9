"""Where an environment keeps its packages, and which ones it has: by the names of its folders."""

from __future__ import annotations

import os
from pathlib import Path

BESIDE = (".venv", "venv")
"""What tools and people call the environment of a project."""
_METADATA = (".dist-info", ".egg-info")


def package_folders(environment: Path) -> list[Path]:
    """The folders that may hold the packages of an environment (its folder, its interpreter, a folder of packages)."""
    is_interpreter = environment.is_file() or environment.name.startswith("python")
    root = environment.parent.parent if is_interpreter else environment
    return [root, *sorted(root.glob("lib*/python*/site-packages")), *sorted(root.glob("Lib/site-packages"))]


def installed_state(environment: Path) -> tuple[str, ...]:
    """One text for each package, with its version, sorted; () where nothing can be read."""
    found: list[str] = []
    for folder in package_folders(environment):
        try:
            found += (name for name in os.listdir(folder) if name.endswith(_METADATA))
        except OSError:
            continue  # told when the packages themselves are asked for
    return tuple(sorted(found))


def environments_beside(root: Path, paths: tuple[str, ...]) -> tuple[Path, ...]:
    """The environments that lie beside these files of a tree."""
    folders = sorted({path.rpartition("/")[0] for path in paths} | {""})
    candidates = (f"{root}/{folder}/{name}" for folder in folders for name in BESIDE)
    return tuple(Path(candidate) for candidate in candidates if os.path.isfile(f"{candidate}/pyvenv.cfg"))
