"""What one manifest says, whichever its format."""

from __future__ import annotations

from dataclasses import dataclass

from fastdoctor.stack.values import Problem, PythonChoice, Requirement


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one manifest says; `extras` are the names of optional groups, as the lock names them."""

    requirements: tuple[Requirement, ...] = ()
    problems: tuple[Problem, ...] = ()
    python: PythonChoice | None = None
    name: str = ""
    extras: tuple[str, ...] = ()
    is_library: bool = False
    workspace_members: tuple[str, ...] = ()
    workspace_excluded: tuple[str, ...] = ()
    declares: bool = True
    """Whether the file is a manifest at all: a pyproject.toml may hold tool settings only."""
