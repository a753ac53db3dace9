"""Which releases make working code do something else, and where a project has such code.

Each entry is a change that was seen by running both releases; the release is the first that behaves the new way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.names.values import Site
from fastdoctor.project.expressions import Place, expression
from fastdoctor.syntax import tree
from fastdoctor.upgrade.changes import Kind

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.functions import Function

Places = Callable[["Project"], Iterator[Location]]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One change of one release, and the places of a project that it touches."""

    package: str
    release: str
    kind: Kind
    message: str
    help: str
    places: Places


def _called(*names: str) -> Places:
    return lambda project: (call.location for call in project.calls(*names, tests=True))


def _keyword(keyword: str, *names: str) -> Places:
    def places(project: Project) -> Iterator[Location]:
        for call in project.calls(*names, tests=True):
            if keyword in call.keywords:
                yield call.keyword_place(keyword).location

    return places


def _referred(*names: str) -> Places:
    return lambda project: (found.location for found in project.references(*names, tests=True))


def _imported(*modules: str) -> Places:
    return lambda project: (place.location for _, place in project.imports(*modules, tests=True))


def _generators(project: Project) -> Iterator[Function]:
    """The dependencies with `yield`, each once."""
    seen: set[object] = set()
    for route in project.routes:
        for dependency in route.dependencies:
            function = dependency.function
            if function is not None and function.is_generator and function.site not in seen:
                seen.add(function.site)
                yield function


def _raised_after_yield(project: Project) -> Iterator[Location]:
    for function in _generators(project):
        yields = [node.end for node in function.nodes() if isinstance(node, tree.Yield)]
        for raised in function.raises():
            if yields and raised.site.start > min(yields):
                yield raised.location


def _swallowed(project: Project) -> Iterator[Location]:
    for function in _generators(project):
        for node in function.nodes():
            if isinstance(node, tree.Try) and _has(node.body, tree.Yield):
                for handler in node.handlers:
                    if not _has(handler.body, tree.Raise):
                        yield function.place(handler).location


def _has(body: tuple[tree.Statement, ...], kind: type) -> bool:
    from fastdoctor.syntax.walk import walk_scope

    return any(isinstance(node, kind) for node in walk_scope(body))


def _refuses_by_itself(project: Project) -> Iterator[Location]:
    """The security schemes that answer for missing credentials themselves."""
    for call in project.calls(*_SECURITY, tests=True):
        automatic = call["auto_error"]
        if automatic is None or not automatic.is_false:
            yield call.location


def _streaming_endpoints(project: Project) -> Iterator[Location]:
    for route in project.routes:
        endpoint = route.endpoint
        if endpoint is not None and endpoint.is_generator and route.kind == "api":
            yield endpoint.location


def _old_status_names(project: Project) -> Iterator[Location]:
    for source in project.sources(*_STATUS, tests=True):
        for statement in source.statements(tree.Attribute, words=_STATUS):
            node = statement.node
            if node.name in _STATUS and isinstance(node.value, tree.Name):
                owner = expression(project.run, source.path, node.value, statement.frame)
                if {"fastapi.status", "starlette.status"} & set(owner.names):
                    yield Place(project.run, Site(source.path, node.start, node.end)).location
    for name, place in project.imports("fastapi.status", "starlette.status", tests=True):
        if name.rpartition(".")[2] in _STATUS:
            yield place.location


def _template_name_first(project: Project) -> Iterator[Location]:
    for call in project.calls("starlette.templating.Jinja2Templates.TemplateResponse", tests=True):
        first = call.node.arguments[:1]
        if first and isinstance(first[0], tree.Constant):
            yield call.location


_SECURITY = tuple(
    f"fastapi.security.{name}"
    for name in ("HTTPBearer", "HTTPDigest", "APIKeyHeader", "APIKeyCookie", "APIKeyQuery", "OpenIdConnect")
)
_PARAMETERS = tuple(f"fastapi.{name}" for name in ("Query", "Path", "Header", "Cookie", "Body", "Form", "File"))
_FIELD = "pydantic.Field"
_STATUS = (
    "HTTP_422_UNPROCESSABLE_ENTITY",
    "HTTP_413_REQUEST_ENTITY_TOO_LARGE",
    "HTTP_414_REQUEST_URI_TOO_LONG",
    "HTTP_416_REQUESTED_RANGE_NOT_SATISFIABLE",
)
BEHAVIOURS: tuple[Behaviour, ...] = (
    Behaviour("fastapi", "0.99.0", "deprecated", "`example` is deprecated", "write `examples=[...]`",
              _keyword("example", *_PARAMETERS)),
    Behaviour("fastapi", "0.100.0", "deprecated", "`regex` is deprecated", "write `pattern`",
              _keyword("regex", *_PARAMETERS)),
    Behaviour("fastapi", "0.110.0", "changes", "an exception that this handler swallows becomes a 500",
              "raise at the end of the handler", _swallowed),
    Behaviour("fastapi", "0.112.2", "changes", "a startup handler of an included router runs twice",
              "move it to the application's lifespan",
              _called("fastapi.APIRouter.on_event", "fastapi.APIRouter.add_event_handler")),
    Behaviour("fastapi", "0.118.0", "changes",
              "an exception raised after `yield` comes too late: the response was sent",
              "raise before `yield`, or use `Depends(..., scope=\"function\")` from 0.121 on", _raised_after_yield),
    Behaviour("fastapi", "0.122.0", "changes", "missing credentials answer 401, no longer 403",
              "check clients and tests that expect 403",
              _refuses_by_itself),
    Behaviour("fastapi", "0.128.0", "breaks", "models of `pydantic.v1` are refused when a route uses them",
              "migrate the models to Pydantic 2", _imported("pydantic.v1")),
    Behaviour("fastapi", "0.131.0", "deprecated", "`ORJSONResponse` and `UJSONResponse` warn",
              "return the value: Pydantic serializes it",
              _referred("fastapi.responses.ORJSONResponse", "fastapi.responses.UJSONResponse")),
    Behaviour("fastapi", "0.134.0", "changes", "a path operation with `yield` streams JSON lines, no longer one list",
              "return a list where clients expect one", _streaming_endpoints),
    Behaviour("fastapi", "0.137.0", "breaks", "`routes` is a tree: included routers stand in it, without `path`",
              "use `fastapi.routing.iter_route_contexts()`",
              _referred("fastapi.FastAPI.routes", "fastapi.APIRouter.routes")),
    Behaviour("fastapi", "0.145.0", "breaks", "`FastAPI.extra` is gone", "keep the values elsewhere",
              _referred("fastapi.FastAPI.extra")),
    Behaviour("fastapi", "0.146.0", "deprecated", "`root_path` of the application warns",
              "give it to the server: `uvicorn --root-path`", _keyword("root_path", "fastapi.FastAPI")),
    Behaviour("starlette", "0.29.0", "deprecated", "`TemplateResponse` wants the request first",
              "write `TemplateResponse(request, name)`", _template_name_first),
    Behaviour("starlette", "1.0.0", "breaks", "`TemplateResponse` takes the request first: the name is no request",
              "write `TemplateResponse(request, name)`", _template_name_first),
    Behaviour("starlette", "0.48.0", "deprecated", "this status name warns", "use the name of RFC 9110",
              _old_status_names),
    Behaviour("pydantic", "2.0", "breaks", "`Field` refuses `regex`", "write `pattern`", _keyword("regex", _FIELD)),
    Behaviour("pydantic", "2.0", "breaks", "`Field` refuses `const`", "use `Literal`", _keyword("const", _FIELD)),
    Behaviour("pydantic", "2.0", "breaks", "`Field` refuses `unique_items`", "use `set`",
              _keyword("unique_items", _FIELD)),
    Behaviour("pydantic", "2.0", "deprecated", "`min_items` is deprecated", "write `min_length`",
              _keyword("min_items", _FIELD)),
    Behaviour("pydantic", "2.0", "deprecated", "`max_items` is deprecated", "write `max_length`",
              _keyword("max_items", _FIELD)),
    Behaviour("pydantic", "2.0", "deprecated", "`dict` of a model is deprecated", "write `model_dump`",
              _called("pydantic.BaseModel.dict")),
    Behaviour("pydantic", "2.0", "deprecated", "`json` of a model is deprecated", "write `model_dump_json`",
              _called("pydantic.BaseModel.json")),
    Behaviour("pydantic", "2.0", "deprecated", "`parse_obj` is deprecated", "write `model_validate`",
              _called("pydantic.BaseModel.parse_obj")),
    Behaviour("pydantic", "2.0", "deprecated", "`validator` is deprecated", "use `field_validator`",
              _called("pydantic.validator")),
)  # fmt: skip
