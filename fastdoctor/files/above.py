"""Is a checked folder part of something larger, which may have locked what it needs?"""

from __future__ import annotations

from pathlib import Path

from fastdoctor.files.bounded import repository_of

LOCK_NAMES = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock", "pixi.lock", "conda-lock.yml")


def has_lock_above(root: Path) -> bool:
    """Whether a folder above, in the same git repository, has a lock: that of a workspace. It is not read."""
    top = repository_of(root)
    above = [folder for folder in root.parents if folder.is_relative_to(top)]
    return any((folder / name).is_file() for folder in above for name in LOCK_NAMES)
