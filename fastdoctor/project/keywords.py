"""Which keywords do calls of the framework give that the installed release does not have?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.knowledge import interfaces, releases
from fastdoctor.knowledge.spans import begins, ends, version
from fastdoctor.model.discovery import is_test
from fastdoctor.model.semantics import VERBS, FrameworkSemantics
from fastdoctor.names.values import External, Instance, Invocation, Method
from fastdoctor.project.expressions import Piece, Place
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project.calls import Call
    from fastdoctor.project.project import Project

FUNCTIONS = (
    "fastapi.FastAPI", "fastapi.APIRouter", "fastapi.Query", "fastapi.Path", "fastapi.Header", "fastapi.Cookie",
    "fastapi.Body", "fastapi.Form", "fastapi.File", "fastapi.Depends", "fastapi.Security", "fastapi.HTTPException",
    "fastapi.security.OAuth2PasswordBearer", "fastapi.security.HTTPBearer", "fastapi.security.HTTPBasic",
    "fastapi.security.APIKeyHeader", "fastapi.security.APIKeyQuery", "fastapi.security.APIKeyCookie",
    "starlette.responses.Response", "starlette.responses.JSONResponse", "starlette.responses.HTMLResponse",
    "starlette.responses.PlainTextResponse", "starlette.responses.RedirectResponse",
    "starlette.responses.StreamingResponse", "starlette.responses.FileResponse",
)  # fmt: skip
"""What programs call by name."""
METHODS = VERBS | {
    "api_route", "websocket", "add_api_route", "add_api_websocket_route", "include_router", "mount", "on_event",
    "add_event_handler", "exception_handler", "add_exception_handler", "middleware",
}  # fmt: skip
"""What programs call on applications and routers."""
_ALIKE = 0.7
_SUCCESSORS = {"min_items": "min_length", "max_items": "max_length", "status": "status_code", "env": ""}
"""What Pydantic 1 or another framework calls otherwise, where the most alike name would mislead."""


class UnknownKeyword(Struct, frozen=True, eq=False):
    """A keyword that the installed release of `package` does not name; `place` is `keyword=value`.

    `swallowed` says that the release takes it without an effect; `raises_from` is then the first release that raises
    ("" where none is known). `nearest` is the keyword that may be meant, `known_from` the first release that has it
    and `known_until` the first that no longer has it ("" where there is none). `release` is "" where it is not known
    which one will be installed: then no known release has the keyword.
    """

    place: Place
    name: str
    keyword: str
    package: str
    release: str
    swallowed: bool = False
    raises_from: str = ""
    nearest: str = ""
    known_from: str = ""
    known_until: str = ""


def unknown_keywords(project: Project) -> Iterator[UnknownKeyword]:
    """The calls of FastAPI's and Starlette's own callables with keywords that they do not have."""
    judged: dict[tuple[str, str], UnknownKeyword | None] = {}
    for name, keyword, place in _given(project):
        if (name, keyword) not in judged:
            judged[name, keyword] = _judged(project, name, keyword, place)
        found = judged[name, keyword]
        if found is not None:
            yield UnknownKeyword(
                place, name, keyword, found.package, found.release, found.swallowed, found.raises_from,
                found.nearest, found.known_from, found.known_until,
            )  # fmt: skip


def _given(project: Project) -> Iterator[tuple[str, str, Place]]:
    """The keywords of calls of the framework: the dotted name that is called, the keyword, its place."""
    yield from project.each(_in_call, project.calls(*FUNCTIONS))
    yield from project.each(_in_journal, _routers(project))
    for application in project.applications:
        for middleware in application.middleware:
            if middleware.name.startswith("starlette.middleware."):
                for name, keyword, place in _written(project, middleware.name, middleware.invocation):
                    if keyword not in {"middleware_class", "cls"}:
                        yield name, keyword, place


def _in_call(project: Project, call: Call) -> Iterator[tuple[str, str, Place]]:
    names = call.callee.names
    if not any(":" in name for name in names):  # a class of the project may take anything
        name = next(name for name in names if name in FUNCTIONS)
        for keyword in call.keywords:
            yield name, keyword, call.keyword_place(keyword)


def _in_journal(project: Project, instance: Instance) -> Iterator[tuple[str, str, Place]]:
    for invocation in instance.journal:
        name = _method(project, instance, invocation)
        yield from _written(project, name, invocation) if name else ()


def _routers(project: Project) -> Iterator[Instance]:
    """The applications and routers that the project's own source makes."""
    own = set(project.paths)
    semantics = project.run.semantics
    made = semantics.routers if isinstance(semantics, FrameworkSemantics) else []
    found = [*(application.fact.instance for application in project.applications), *made]
    seen = set[int]()
    for instance in found:
        construction = instance.construction
        if construction is not None and construction.path in own and id(instance) not in seen:
            seen.add(id(instance))
            if not is_test(construction.path):
                yield instance


def _method(project: Project, instance: Instance, invocation: Invocation) -> str:
    """The dotted name of a framework's method that is called, "" for any other."""
    called = invocation.callee
    if not isinstance(called, Method) or not isinstance(called.function, str) or called.function not in METHODS:
        return ""
    owner = project.run.resolve(called.owner or instance.type)
    if owner == External("fastapi.FastAPI") and _is_of_router(invocation):
        owner = External("fastapi.APIRouter")
    return f"{owner.name}.{called.function}" if isinstance(owner, External) else ""


def _is_of_router(invocation: Invocation) -> bool:
    """Whether it is written as a method of the router of an application (`app.router.add_api_route`)."""
    called = invocation.node.function if invocation.node is not None else None
    receiver = called.value if isinstance(called, tree.Attribute) else None
    return isinstance(receiver, tree.Attribute) and receiver.name == "router"


def _written(project: Project, name: str, invocation: Invocation) -> Iterator[tuple[str, str, Place]]:
    """The keywords that are written in a call itself."""
    written: tuple[tree.Keyword, ...] = invocation.node.keywords if invocation.node is not None else ()
    for keyword in written:
        if keyword.name:
            yield name, keyword.name, Piece(project.run, invocation.path, keyword)


def _judged(project: Project, name: str, keyword: str, place: Place) -> UnknownKeyword | None:
    package = interfaces.distribution(name)
    release = next(iter(project.stack.candidates(package)), None)
    if release is None:
        return _in_no_release(name, keyword, place, package)
    if not _is_known(project, package, release):
        return None
    accepted = project.stack.keywords(name)
    if accepted is None or keyword in accepted:
        return None
    swallowed = interfaces.ANY in accepted
    spans = interfaces.keyword_spans(name, keyword)
    begun = sorted((begins(span) for span in spans if begins(span)), key=version)
    ended = sorted((ends(span) for span in spans if ends(span)), key=version)
    return UnknownKeyword(
        place,
        name,
        keyword,
        package,
        release,
        swallowed,
        _raises_from(name, package, release) if swallowed else "",
        nearest(keyword, accepted),
        next((first for first in begun if version(first) > version(release)), ""),
        next((last for last in reversed(ended) if version(last) <= version(release)), ""),
    )


def _is_known(project: Project, package: str, release: str) -> bool:
    """Whether it is the one release of a package that will be installed, and what it has is known."""
    known = releases.releases(package)
    within = bool(known) and version(known[0]) <= version(release) <= version(known[-1])
    return within and len(project.stack.candidates(package)) == 1


def _in_no_release(name: str, keyword: str, place: Place, package: str) -> UnknownKeyword | None:
    """The keyword where no known release has it; None where one does, or where releases are known too little."""
    every = set[str]()
    for release in releases.releases(package):
        found = interfaces.keywords(name, release)
        if found is None or keyword in found:
            return None
        every |= found
    swallowed = interfaces.ANY in every
    raises_from = _raises_from(name, package, releases.releases(package)[0]) if swallowed else ""
    return UnknownKeyword(place, name, keyword, package, "", swallowed, raises_from, nearest(keyword, every))


def _raises_from(name: str, package: str, release: str) -> str:
    """The first later release that takes no other keyword than it names."""
    for later in releases.releases(package):
        if version(later) > version(release):
            found = interfaces.keywords(name, later)
            if found is not None and interfaces.ANY not in found:
                return later
    return ""


def nearest(keyword: str, accepted: frozenset[str] | set[str]) -> str:
    """The keyword that was perhaps meant, "" where none is like it."""
    if keyword in _SUCCESSORS:
        return _SUCCESSORS[keyword] if _SUCCESSORS[keyword] in accepted else ""
    from difflib import get_close_matches

    found = get_close_matches(keyword, sorted(accepted - {interfaces.ANY}), 1, _ALIKE)
    return found[0] if found else ""
