"""What the data files hold; each is read once, when first asked for."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec.json import decode

_FOLDER = Path(__file__).parent / "data"


@lru_cache(maxsize=64)
def data(name: str) -> dict[str, Any] | None:
    """The content of `data/<name>.json`, None where there is no such file. Do not change it."""
    if f"{name}.json" not in _names():  # names come from manifests: any text
        return None
    loaded: dict[str, Any] = decode((_FOLDER / f"{name}.json").read_bytes())
    return loaded


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(os.listdir(_FOLDER))
