"""Where does the name under which a parameter is sent depend on the release?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.names.values import External, Instance
from fastdoctor.project.calls import Made
from fastdoctor.project.expressions import Piece
from fastdoctor.project.routes import made
from fastdoctor.syntax import tree
from fastdoctor.upgrade.reading_models import underscored_fields

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.expressions import Expression
    from fastdoctor.project.routes import Parameter

_FIELD = External("pydantic.Field")
_CHOOSING = frozenset({"pydantic.AliasChoices", "pydantic.AliasPath"})
_READ = frozenset({"query", "header", "cookie", "body", "form", "file"})


def validation_aliases(project: Project) -> Iterator[Location]:
    """The plain names for validation alone that a parameter's marker gives."""
    for parameter, marker in _marked(project):
        given = marker["validation_alias"]
        if given is not None and isinstance(given.constant, str) and given.constant != parameter.name:
            yield given.location


def chosen_aliases(project: Project) -> Iterator[Location]:
    """The choices of names, and paths, that a parameter's marker or field gives."""
    for _, making in (*_marked(project), *_fields(project)):
        given = making["validation_alias"]
        if given is not None and given.is_instance_of(*_CHOOSING):
            yield given.location


def marked_fields(project: Project) -> Iterator[Location]:
    """The names that a field gives to a parameter with a marker beside it."""
    yield from (given.location for parameter, given in _names_of_fields(project) if parameter.fact.marker is not None)


def bare_fields(project: Project) -> Iterator[Location]:
    """The names that a field gives to a parameter without a marker."""
    yield from (given.location for parameter, given in _names_of_fields(project) if parameter.fact.marker is None)


def names_of_header_fields(project: Project) -> Iterator[Location]:
    """Where the place of an error is written with the name of a header model's field (`["header", "x_token"]`)."""
    names = underscored_fields(project)
    for source in project.sources(*names, tests=True) if names else ():
        for statement in source.statements(tree.Sequence, words=names):
            written = [getattr(item, "value", None) for item in statement.node.items]
            if written[:1] == ["header"] and names.intersection(map(str, written[1:2])):
                field = statement.node.items[1]
                yield Piece(project.run, source.path, field).location


def _names_of_fields(project: Project) -> Iterator[tuple[Parameter, Expression]]:
    for parameter, field in _fields(project):
        given = field["validation_alias"] or field["alias"]
        if given is not None and isinstance(given.constant, str) and given.constant != parameter.name:
            yield parameter, given


def _marked(project: Project) -> Iterator[tuple[Parameter, Made]]:
    """The parameters whose marker says more of them, each with the making of the marker."""
    for parameter in _parameters(project):
        marker = parameter.fact.marker
        if marker is not None and marker.construction is not None:
            yield parameter, made(parameter.run, marker.construction)


def _fields(project: Project) -> Iterator[tuple[Parameter, Made]]:
    """The parameters with a field of Pydantic in their annotation, each with the making of the field."""
    for parameter in _parameters(project):
        for item in parameter.fact.metadata:
            if isinstance(item, Instance) and item.type == _FIELD and item.construction is not None:
                yield parameter, made(parameter.run, item.construction)


def _parameters(project: Project) -> Iterator[Parameter]:
    for _, routes in project.endpoints():
        yield from (parameter for parameter in routes[0].parameters if parameter.source in _READ)
