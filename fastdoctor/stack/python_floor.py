"""Which choices of a Python keep FastAPI from being installed, or from being a newer release."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from fastdoctor.knowledge import releases
from fastdoctor.knowledge.spans import version
from fastdoctor.stack.contradiction import may_be_older, together
from fastdoctor.stack.markers import applies
from fastdoctor.stack.python_choice import allowed_pythons, oldest_python
from fastdoctor.stack.resolution import pinned
from fastdoctor.stack.stack import Stack
from fastdoctor.stack.values import PythonChoice, Requirement

_LOCKS_FOR_EVERY_PYTHON = ("poetry.lock", "pdm.lock")
"""Locks that hold one release for every Python that the project allows."""


class HeldBack(Struct, frozen=True):
    """A Python on which FastAPI stays at `version`, though `newest` is asked for too, which needs Python `floor`."""

    choice: PythonChoice
    python: str
    version: str
    newest: str
    floor: str


def uninstallable(stack: Stack) -> Iterator[tuple[PythonChoice, str]]:
    """A `requires-python` that allows a Python on which no FastAPI runs that is asked for, and that Python."""
    for choice in stack.pythons:
        python = oldest_python(choice.specifier) if choice.source == "requires-python" else None
        own = _asked(stack, python)
        wanted = together(own)
        if python is None or not own or may_be_older("fastapi", wanted) or releases.allowed("fastapi", wanted, python):
            continue
        if any(releases.allowed("fastapi", wanted, newer) for newer in allowed_pythons(choice.specifier)):
            yield choice, python
            return


def held_back_by(stack: Stack) -> Iterator[HeldBack]:
    """The Pythons of images, version files and workflows that get an older FastAPI than the requirements allow."""
    own = _asked(stack, stack.python_version)
    if stack.is_locked or not own or stack.python is None or pinned(together(own)) is not None:
        return
    held = _held(stack.python, stack.python_version, own)
    if held is not None:
        yield held
    elif stack.python.source == "image":
        seen = set[str]()
        for choice in stack.workflow_pythons:
            found = _held(choice, choice.version, own)
            if found is not None and choice.version not in seen:
                seen.add(choice.version)
                yield found


def held_back_in_lock(stack: Stack) -> Iterator[HeldBack]:
    """A `requires-python` for whose oldest Python a lock has an older FastAPI than the project's own Python allows."""
    locked = stack.resolved("fastapi")
    if locked is None or locked.source != "lock" or locked.location is None or stack.python is None:
        return
    if not locked.location.path.endswith(_LOCKS_FOR_EVERY_PYTHON) or stack.python.source == "requires-python":
        return
    for choice in stack.pythons:
        python = oldest_python(choice.specifier) if choice.source == "requires-python" else None
        held = _held(choice, python, _asked(stack, python))
        if held is not None and held.version == locked.version and _runs(held.newest, stack.python_version):
            yield held
            return


def _asked(stack: Stack, python: str | None) -> tuple[Requirement, ...]:
    """What production asks of FastAPI on a Python."""
    found = (item for item in stack.declared("fastapi") if not item.group and applies(item.marker, python))
    asked = tuple(found)
    return () if any(item.url for item in asked) or all(item.constraint for item in asked) else asked


def _held(choice: PythonChoice, python: str | None, asked: tuple[Requirement, ...]) -> HeldBack | None:
    if python is None or not asked:
        return None
    wanted = together(asked)
    newest, here = releases.newest("fastapi", wanted), releases.newest("fastapi", wanted, python)
    if newest is None or here is None or version(here) >= version(newest):
        return None
    return HeldBack(choice, python, here, newest, releases.python_floor("fastapi", newest))


def _runs(release: str, python: str | None) -> bool:
    return python is not None and releases.installable("fastapi", release, python)
