"""Whether a deployment file, stage or service is for development, by its name."""

from __future__ import annotations

import re

_WORDS = frozenset(
    {"dev", "devel", "develop", "development", "local", "localhost", "test", "tests", "testing", "debug", "debugger"}
    | {"devcontainer", "e2e", "override", "hotreload", "reload", "watch", "playground", "sandbox", "unittest", "lint"}
    | {"devserver", "livereload"}
)


def is_for_development(*names: str) -> bool:
    """Whether one of these names has a word that people give to what is not production."""
    return any(word in _WORDS for name in names for word in re.split(r"[^a-z0-9]+", name.lower()))
