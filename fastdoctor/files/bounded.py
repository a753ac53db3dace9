"""What a file outside of a tree holds, as far as it may be read: configuration, baselines, lists of variables."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from fastdoctor.files.tree import LARGEST_FILE


class TooLarge(OSError):
    """A file that holds more than is read; `strerror` says how much that is."""


def read_at_most(file: Path, most: int = LARGEST_FILE) -> bytes:
    """The bytes of a file that the user names, also of a pipe; raises OSError, TooLarge for more than `most`."""
    with open(file, "rb", buffering=0) as opened:
        parts: list[bytes] = []
        size = 0
        while part := opened.read(most + 1 - size):
            parts.append(part)
            size += len(part)
            if size > most:
                raise TooLarge(None, f"larger than {most // 1_000_000} MB", str(file))
    return b"".join(parts)


def repository_of(folder: Path) -> Path:
    """The root of the git repository that a folder is in, else the folder."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)


def is_own_file(file: Path, inside: Path) -> bool:
    """Whether a path is a regular file below a folder: links count where they end, pipes and devices never."""
    try:
        ends = os.path.realpath(file)
        return stat.S_ISREG(os.stat(ends).st_mode) and Path(ends).is_relative_to(os.path.realpath(inside))
    except (OSError, ValueError):
        return False


def is_foreign_link(file: Path, inside: Path) -> bool:
    """Whether a path is a link to something that is there, and not below a folder."""
    return file.is_symlink() and file.exists() and not is_own_file(file, inside)
