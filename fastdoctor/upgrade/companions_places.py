"""Where does a project's use of Starlette, Pydantic and PyJWT depend on their release?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.model.discovery import is_test
from fastdoctor.project.expressions import Piece
from fastdoctor.syntax import tree
from fastdoctor.upgrade.changes import Places

if TYPE_CHECKING:
    from fastdoctor.project import Project

_ESCAPED = (".html", ".htm", ".xml")
"""The ends of names of templates in which Starlette 1.0 still escapes values."""
_CORS = "starlette.middleware.cors.CORSMiddleware"
_TEMPLATES = "starlette.templating.Jinja2Templates"
_SHORTEST = {"HS256": 32, "HS384": 48, "HS512": 64}
"""Algorithm -> bytes that RFC 7518 wants its key to have."""


def any_origin_with_credentials(project: Project) -> Iterator[Location]:
    """The CORS middleware that allows every origin, and credentials."""
    for added in project.middleware(_CORS):
        origins, credentials = added["allow_origins"], added["allow_credentials"]
        if origins is not None and origins.contains("*") and credentials is not None and credentials.is_true:
            yield added.location


def unescaped_templates(project: Project) -> Iterator[Location]:
    """The templates that are named by neither HTML nor XML, where the project leaves escaping to Starlette."""
    if any("env" in made.keywords or made.is_loose for made in project.calls(_TEMPLATES, tests=True)):
        return
    for call in project.calls(f"{_TEMPLATES}.TemplateResponse", f"{_TEMPLATES}.get_template", tests=True):
        positions = (0, 1) if call.callee.text.endswith("TemplateResponse") else (0,)
        names = [call["name"], *(call.argument("", position) for position in positions)]
        for name in names:
            if name is not None and isinstance(name.constant, str) and not name.constant.endswith(_ESCAPED):
                yield name.location


def wildcard_origins_in_tests(project: Project) -> Iterator[Location]:
    """Where tests speak of the `Vary` header of an application that allows every origin."""
    added = [made["allow_origins"] for made in project.middleware(_CORS)]
    if not any(origins is not None and origins.contains("*") for origins in added):
        return
    for source in project.sources("vary", "Vary", tests=True):
        for statement in source.statements(tree.Constant, words=("vary", "Vary")) if is_test(source.path) else ():
            node = statement.node
            if str(node.value).lower() == "vary":
                yield Piece(project.run, source.path, node).location


def sizes_of_spooled_files(project: Project) -> Iterator[Location]:
    """Where the size from which uploads go to the disk is set by its old name."""
    for owner, _, place in project.attribute_assignments("max_file_size", tests=True):
        if owner.is_named("starlette.formparsers.MultiPartParser"):
            yield place.location


def option(server: str, name: str, *values: str) -> Places:
    """The options of a server's start commands and calls by one name, with one of these values where some are given."""

    def places(project: Project) -> Iterator[Location]:
        for command in project.start_commands:
            given = command.options.get(name)
            if command.server == server and given and (given in values or not values):
                yield command.locations[name]

    return places


def final_fields(project: Project) -> Iterator[Location]:
    """The fields of models that are final and have a default."""
    for model in project.classes("pydantic.BaseModel"):
        for field in model.fields():
            if field.annotation is not None and field.default is not None:
                head = getattr(field.annotation.node, "value", None)
                if head is not None and model.expression(head).is_named("typing.Final"):
                    yield field.location


def keys_of_tokens(empty: bool) -> Places:
    """The literal keys that sign tokens: the empty ones, or those that are shorter than their algorithm wants."""

    def places(project: Project) -> Iterator[Location]:
        for call in project.calls("jwt.encode", tests=True):
            key, algorithm = call.argument("key", 1), call.argument("algorithm", 2)
            name = "HS256" if algorithm is None else algorithm.constant
            text = key.constant if key is not None else None
            if key is not None and isinstance(text, str) and isinstance(name, str) and name in _SHORTEST:
                length = len(text.encode())
                if length == 0 if empty else 0 < length < _SHORTEST[name]:
                    yield key.location

    return places
