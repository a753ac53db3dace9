"""What the data files hold; each is read once, when first asked for."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

_FOLDER = files("fastdoctor.knowledge") / "data"


@lru_cache(maxsize=64)
def data(name: str) -> dict[str, Any] | None:
    """The content of `data/<name>.json`, None where there is no such file. Do not change it."""
    file = _FOLDER / f"{name}.json"
    if not file.is_file():
        return None
    loaded: dict[str, Any] = json.loads(file.read_bytes())
    return loaded
