"""What an ignore file leaves out."""

from __future__ import annotations

import os
import re
import stat
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.pattern import pattern

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

LARGEST = 1_000_000
"""Bytes of an ignore file; a larger one ignores nothing."""
MOST_WILDCARDS = 3
"""Stars in one part of a pattern, and double stars in a whole one: each costs as many tries as a name is long."""
_STARS = pattern(r"\*+")
_GROUP_NAME = pattern(r"\(\?P<\w+>")


class IgnoreFile(Struct, frozen=True):
    """The patterns of one ignore file; `_any` matches whatever one of them may match, and most paths it does not."""

    _patterns: GitIgnoreSpec
    _any: re.Pattern[str]

    def excludes(self, path: str) -> bool | None:
        """Whether a path, relative to the file's folder, is left out; None where the file does not speak of it."""
        if self._any.match(path) is None:
            return None
        return self._patterns.check_file(path).include


def is_affordable(pattern: str) -> bool:
    """Whether no name, however long, makes a pattern take long: see MOST_WILDCARDS."""
    parts = pattern.split("/")
    single = (len(_STARS.findall(part)) for part in parts)
    return max(single) <= MOST_WILDCARDS and sum("**" in part for part in parts) <= MOST_WILDCARDS


def read_ignore_file(file: Path) -> IgnoreFile | None:
    """The patterns of a regular file without those that cost too much; None where it has none that can be read."""
    try:
        # git follows no link here either, and a pipe would wait for a writer
        found = os.lstat(file)
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
            return None
        lines = file.read_text("utf-8", "replace").splitlines()
        with warnings.catch_warnings():
            # Python warns of what a set like `[[:alpha:]]` may mean to it one day
            warnings.simplefilter("ignore", FutureWarning)
            return _compiled(filter(is_affordable, lines))
    except (OSError, ValueError):
        return None  # an ignore file that cannot be read ignores nothing


def _compiled(lines: Iterable[str]) -> IgnoreFile | None:
    from pathspec import GitIgnoreSpec

    patterns = GitIgnoreSpec.from_lines(lines)
    expressions = (pattern.regex for pattern in patterns.patterns)
    texts = [_GROUP_NAME.sub("(?:", one.pattern) for one in expressions if one is not None]
    return IgnoreFile(patterns, re.compile("|".join(texts))) if texts else None
