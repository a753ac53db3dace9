"""Which requirements may bring along packages that nothing here knows of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from fastdoctor.knowledge import releases, transitive
from fastdoctor.stack.resolution import pinned
from fastdoctor.stack.values import Requirement

_AROUND = re.compile(r"fastapi|starlette|asgi|gradio|mcp\b|litellm|langserve|bentoml|nicegui|chainlit")
"""Words in the names of packages that are likely to require the framework's companions."""


def brings_unknown(item: Requirement) -> bool:
    """Whether a requirement is an address, or a package around the framework of which nothing is known."""
    return bool(item.url or (_AROUND.search(item.name) and _is_unknown(item.name)))


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
