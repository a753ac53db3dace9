"""Which methods of the project replace one of the framework's and do not take what it will be given?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.knowledge import interfaces, releases
from fastdoctor.knowledge.spans import version
from fastdoctor.upgrade.changes import Change

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.functions import Function
    from fastdoctor.upgrade.proposal import Proposal

_HANDED_ALL = {
    ("fastapi.routing.APIRoute", "__init__"): "fastapi.routing.APIRoute",
    ("fastapi.APIRouter", "add_api_route"): "fastapi.APIRouter.add_api_route",
}
"""Class and method that FastAPI itself calls with every keyword it knows -> where their keywords are known."""
_API_KEYS = tuple(f"fastapi.security.{name}" for name in ("APIKeyHeader", "APIKeyQuery", "APIKeyCookie"))


def narrow_overrides(project: Project, proposal: Proposal) -> Iterator[Change]:
    """The methods that lack keywords which a later release hands over."""
    before, after = proposal.before("fastapi"), proposal.after("fastapi")
    if before is None or after is None:
        return
    for (base, method), name in _HANDED_ALL.items():
        for found in project.classes(base):
            for function in found.methods():
                if function.name == method and not _takes_all(function):
                    change = _lacking(function, name, before, after)
                    if change is not None:
                        yield change


def replaced_key_checks(project: Project) -> Iterator[Location]:
    """The `check_api_key` methods of security schemes of the project's own."""
    for found in project.classes(*_API_KEYS):
        yield from (method.location for method in found.methods() if method.name == "check_api_key")


def _lacking(function: Function, name: str, before: str, after: str) -> Change | None:
    own = {parameter.name for parameter in function.parameters}
    old = interfaces.keywords(name, before)
    if old is None:
        return None
    for release in releases.releases("fastapi"):
        if not version(before) < version(release) <= version(after):
            continue
        new = (interfaces.keywords(name, release) or frozenset()) - old - own
        if new:
            message = f"`{function.name}` is given `{min(new)}`, which it does not take"
            return Change("fastapi", release, "breaks", message, "take `**kwargs` and pass them on", function.location)
    return None


def _takes_all(function: Function) -> bool:
    return any(parameter.kind == "**" for parameter in function.parameters)
