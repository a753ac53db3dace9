"""Everything that reads bytes of a project, by name."""

from __future__ import annotations

from collections.abc import Callable

from tests.fuzz import targets
from tests.fuzz.seeds import EXTRA, texts

_BESIDE = {"main.py": b"import fastapi\n", "other.txt": b"-r requirements.txt\nx\n"}


def _one_file(name: str) -> Callable[[bytes], None]:
    """The stack of a project that has this file."""
    return lambda content: targets.stack({**_BESIDE, name: content})


def _module(content: bytes) -> None:
    targets.whole({"main.py": b"from fastapi import *\n" + content, "requirements.txt": b"fastapi\n"})


READERS: dict[str, tuple[Callable[[bytes], None], tuple[bytes, ...]]] = {
    "python": (targets.python, texts()["main.py"]),
    "comments": (targets.comments, texts()["main.py"] + texts()["compose.yaml"]),
    "shell": (targets.shell, texts()["start.sh"]),
    "module": (_module, texts()["main.py"]),
    "configuration": (targets.configuration, targets.CONFIGURATIONS),
    "baseline": (targets.baseline, targets.BASELINES),
    "cache entry": (targets.cache_entry, targets.BASELINES),
    **{name: (_one_file(name), texts()[name]) for name in EXTRA},
}
"""By name: what reads the bytes, and what they may look like."""
