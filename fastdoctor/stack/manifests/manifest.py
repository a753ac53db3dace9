"""What one manifest says, whichever its format."""

from __future__ import annotations

from msgspec import Struct

from fastdoctor.finding import Location
from fastdoctor.stack.values import ConsoleScript, Problem, PythonChoice, Requirement


class Manifest(Struct, frozen=True):
    """What one manifest says; `extras` are the names of optional groups, as the lock names them."""

    requirements: tuple[Requirement, ...] = ()
    problems: tuple[Problem, ...] = ()
    python: PythonChoice | None = None
    name: str = ""
    extras: tuple[str, ...] = ()
    is_library: bool = False
    workspace_members: tuple[str, ...] = ()
    workspace_excluded: tuple[str, ...] = ()
    scripts: tuple[ConsoleScript, ...] = ()
    includes: tuple[tuple[str, Location], ...] = ()
    """Requirements files that it names, by their path from its folder."""
    declares: bool = True
    """Whether the file is a manifest at all: a pyproject.toml may hold tool settings only."""
