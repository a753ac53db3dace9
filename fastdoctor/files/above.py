"""Is a checked folder part of something larger, which may have locked what it needs?"""

from __future__ import annotations

from pathlib import Path

LOCK_NAMES = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock", "pixi.lock", "conda-lock.yml")


def has_lock_above(root: Path) -> bool:
    """Whether a folder above, in the same git repository, has a lock: that of a workspace. It is not read."""
    if (root / ".git").exists():
        return False
    found = False
    for folder in root.parents:
        found = found or any((folder / name).is_file() for name in LOCK_NAMES)
        if (folder / ".git").exists():
            return found
    return False
