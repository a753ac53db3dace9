"""Which files a user's gitignore patterns mean."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastdoctor.failure import Failure
from fastdoctor.files.ignoring import MOST_WILDCARDS, is_affordable

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def matching(patterns: tuple[str, ...], folder: Path, root: Path, paths: Iterable[str]) -> frozenset[str]:
    """Those of `paths` (relative to `root`) that the patterns, which are relative to `folder`, match.

    Raises Failure for something that is no pattern.
    """
    if not patterns:
        return frozenset()
    spec = _spec(patterns)
    prefix = os.path.relpath(root, folder).replace(os.sep, "/")
    return frozenset(path for path in paths if spec.match_file(path if prefix == "." else f"{prefix}/{path}"))


@lru_cache(maxsize=64)
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    import re

    from pathspec import GitIgnoreSpec

    costly = next((pattern for pattern in patterns if not is_affordable(pattern)), None)
    if costly is not None:
        raise Failure(f"{costly[:60]!r} has more than {MOST_WILDCARDS} wildcards: write several patterns")
    try:
        return GitIgnoreSpec.from_lines(patterns)
    except (ValueError, re.error) as problem:
        raise Failure(f"one of {', '.join(map(repr, patterns))} is no gitignore pattern: {problem}") from problem
