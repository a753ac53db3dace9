"""Where does what models read of queries, forms and headers depend on the release?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.model.parameters import parameters_of
from fastdoctor.names.values import ClassValue
from fastdoctor.pattern import pattern
from fastdoctor.project.classes import Class, class_of
from fastdoctor.upgrade.changes import Places

if TYPE_CHECKING:
    from fastdoctor.model.facts import ParameterFact
    from fastdoctor.project import Project
    from fastdoctor.project.routes import Route

_FORBIDS = pattern(r"""\bextra["']?\s*[=:]\s*["']forbid["']""")
_METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "request", "stream")
_CLIENT_CALLS = tuple(f"starlette.testclient.TestClient.{method}" for method in _METHODS)


def forbidding(source: str) -> Places:
    """The models of a source ("query", "form") that forbid what they do not know, beside other parameters of it."""

    def places(project: Project) -> Iterator[Location]:
        found = {place for _, routes in project.endpoints() for place in _forbidding(routes[0], source)}
        yield from sorted(found)

    return places


def underscored_headers(project: Project) -> Iterator[Location]:
    """The requests of tests that send a header by the name of a model's field, with its underscores."""
    names = underscored_fields(project)
    for call in project.calls(*_CLIENT_CALLS, tests=True) if names else ():
        sent = call["headers"]
        if sent is not None and any(sent.entry(name) is not ... for name in names):
            yield call.keyword_place("headers").location


def underscored_fields(project: Project) -> set[str]:
    """The fields with underscores of models that headers are read into by their names with dashes."""
    return {field for model in _header_models(project) for field in _fields(model) if "_" in field}


def _header_models(project: Project) -> Iterator[Class]:
    for _, routes in project.endpoints():
        for fact in _parameters(routes[0], "header"):
            made = fact.marker.construction if fact.marker is not None else None
            if isinstance(fact.type, ClassValue) and made is not None and "convert_underscores" not in made.keywords:
                yield class_of(routes[0].run, fact.type)


def _forbidding(route: Route, source: str) -> Iterator[Location]:
    facts = list(_parameters(route, source))
    for fact in facts:
        model = class_of(route.run, fact.type) if isinstance(fact.type, ClassValue) else None
        if model is None or not _forbids(model) or len(model.node.bases) != 1:
            continue
        known = set(_fields(model))
        others = (other for other in facts if other is not fact and not _has_alias(other))
        if any(isinstance(other.type, ClassValue) or other.name not in known for other in others):
            yield model.location


def _parameters(route: Route, source: str) -> Iterator[ParameterFact]:
    """The parameters of a source that the endpoint and its dependencies take, each once."""
    seen: set[object] = set()
    below = (found.value for found in route.dependencies)
    listed = [fact for value in below if value is not None for fact in parameters_of(route.run, value, route.path)]
    for fact in (*(parameter.fact for parameter in route.parameters), *listed):
        if fact.source == source and fact.site not in seen:
            seen.add(fact.site)
            yield fact


def _forbids(model: Class) -> bool:
    return any(
        field.name == "model_config" and field.default is not None and _FORBIDS.search(field.default.text)
        for field in model.fields()
    )


def _fields(model: Class) -> Iterator[str]:
    return (field.name for field in model.fields() if field.annotation is not None)


def _has_alias(fact: ParameterFact) -> bool:
    made = fact.marker.construction if fact.marker is not None else None
    return made is not None and bool({"alias", "validation_alias"} & set(made.keywords))
