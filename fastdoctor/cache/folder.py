"""Which folder holds the cache."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "FASTDOCTOR_CACHE_DIR"
"""The variable of the environment that names another folder."""


def cache_folder(chosen: Path | None = None) -> Path:
    """The folder that the user chose, by option or variable, else the platform's own for caches."""
    if chosen is not None:
        return chosen
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    from platformdirs import user_cache_path

    return user_cache_path("fastdoctor", appauthor=False)
