"""Which requirements may bring along packages that nothing here knows of."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fastdoctor.knowledge import releases, transitive
from fastdoctor.pattern import pattern
from fastdoctor.stack.resolution import pinned
from fastdoctor.stack.values import Requirement

_SERVING = pattern(r"all|full|api|web|http|server|serve|standard|.*(?:fastapi|starlette|asgi|uvicorn|pydantic).*")
"""Extras that are likely to bring the framework, a server or their companions."""
_AROUND = pattern(r"fastapi|starlette|asgi|gradio|mcp\b|litellm|langserve|bentoml|nicegui|chainlit")
"""Words in the names of packages that are likely to require the framework's companions."""
_HELD_BY_FASTAPI = frozenset({"starlette", "pydantic"})
"""Packages that an old FastAPI holds back in a way that is not known."""


def brings_unknown(item: Requirement) -> bool:
    """Whether a requirement is an address, a package around the framework, or an extra that may bring it.

    What is known of packages from locks is known without their extras.
    """
    if item.url:
        return True
    if releases.requirements_are_known(item.name):
        return False
    named = transitive.brings(item.name) is None and _AROUND.search(item.name)
    return bool(named or any(map(_SERVING.fullmatch, item.extras)))


def may_be_brought(name: str, requirements: Iterable[Requirement]) -> bool:
    """Whether a package of which nothing is known is asked for, and the wanted one is of those that many bring."""
    if not transitive.is_often_brought(name):
        return False
    return any(not item.constraint and item.name and _is_unknown(item.name) for item in requirements)


def is_uncovered(name: str, declared: Callable[[str], Iterable[Requirement]]) -> bool:
    """Whether a package is pinned to a release that is older than what is known of it."""
    if not releases.requirements_are_known(name):
        return False
    pins = (pinned(item.specifier) for item in declared(name))
    return any(pin is not None and not releases.is_covered(name, pin) for pin in pins)


def _is_unknown(name: str) -> bool:
    """Whether nothing tells what a package requires."""
    return transitive.brings(name) is None and not releases.requirements_are_known(name)


def is_held(name: str, release: str) -> bool:
    """Whether an old FastAPI may hold a package back, itself or through what it needs."""
    return name in _HELD_BY_FASTAPI or any(item.name in _HELD_BY_FASTAPI for item in releases.requires(name, release))
