"""How git is asked about a folder: without what the repository's own configuration could make it run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_GIT = (
    "git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=", "-c", "core.untrackedCache=false",
    "-c", "protocol.allow=never",
)  # fmt: skip
"""No hook, no helper of the file system, no network."""


def ask_git(
    root: Path, *arguments: str, patience: int, given: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    """What a git command answers in `patience` seconds, with its exit code; raises OSError and TimeoutExpired."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = [*_GIT, "-C", str(root), *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False, timeout=patience, env=environment)
