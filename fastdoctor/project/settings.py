"""What the user says about the projects of a run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field


class ProjectSettings(Struct, frozen=True):
    """What the user says about a run: the application's target, variables the program will find set, an environment."""

    entrypoint: str | None = None
    exclude: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    interpreter: Path | None = None
