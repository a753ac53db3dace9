"""Where does a project's use of Starlette, Pydantic and PyJWT depend on their release?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.upgrade.changes import Places

if TYPE_CHECKING:
    from fastdoctor.project import Project

_CORS = "starlette.middleware.cors.CORSMiddleware"
_SHORTEST = {"HS256": 32, "HS384": 48, "HS512": 64}
"""Algorithm -> bytes that RFC 7518 wants its key to have."""


def any_origin_with_credentials(project: Project) -> Iterator[Location]:
    """The CORS middleware that allows every origin, and credentials."""
    for added in project.middleware(_CORS):
        origins, credentials = added["allow_origins"], added["allow_credentials"]
        if origins is not None and origins.contains("*") and credentials is not None and credentials.is_true:
            yield added.location


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
