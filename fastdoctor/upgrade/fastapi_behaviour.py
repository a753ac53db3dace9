"""Which releases of FastAPI make working code do something else, and where a project has such code.

Each entry is a change that was seen by running both releases; the release is the first that behaves the new way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.names.types import names_of
from fastdoctor.names.values import Table
from fastdoctor.project.expressions import Piece
from fastdoctor.syntax import tree
from fastdoctor.upgrade import aliases, reading_models, requests, route_lists, yielding
from fastdoctor.upgrade.changes import Behaviour
from fastdoctor.upgrade.overriding import replaced_key_checks
from fastdoctor.upgrade.places import called, imported, keyword, referred

if TYPE_CHECKING:
    from fastdoctor.project import Project

_PARAMETERS = tuple(f"fastapi.{name}" for name in ("Query", "Path", "Header", "Cookie", "Body", "Form", "File"))
_SECURITY = tuple(
    f"fastapi.security.{name}"
    for name in ("HTTPBearer", "HTTPDigest", "APIKeyHeader", "APIKeyCookie", "APIKeyQuery", "OpenIdConnect")
)
_ONCE_BROUGHT = {"uvicorn": "uvicorn", "jinja2": "jinja2", "multipart": "python-multipart", "httpx": "httpx"}
"""Import package -> what bare `fastapi` 0.111 brought along."""


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


def _statuses_of_streams(project: Project) -> Iterator[Location]:
    for route in project.routes:
        status = route.registration["status_code"]
        streams = route.endpoint is not None and route.endpoint.is_generator and route.kind == "api"
        if streams and status is not None and status.constant not in (200, None):
            yield status.location


def _named_examples(project: Project) -> Iterator[Location]:
    """The examples that are given by names."""
    for call in project.calls(*_PARAMETERS):
        given = call["examples"]
        if given is not None and all(isinstance(option, Table) for option in given.options):
            yield call.keyword_place("examples").location


def _response_handlers(project: Project) -> Iterator[Location]:
    """The handlers of Pydantic's own error."""
    for application in project.applications:
        for call in application.invoked("exception_handler", "add_exception_handler"):
            handled = call.invocation.argument("exc_class_or_status_code", 0)
            if handled is not None and {"pydantic.ValidationError", "pydantic_core.ValidationError"} & set(
                names_of(project.run, handled)
            ):
                yield call.location


def _addresses_of_errors(project: Project) -> Iterator[Location]:
    """The addresses of Pydantic's explanations in what tests expect."""
    for source in project.sources("errors.pydantic.dev", tests=True):
        for statement in source.statements(tree.Constant, words=["errors.pydantic.dev"]):
            node = statement.node
            if isinstance(node, tree.Constant) and "errors.pydantic.dev" in str(node.value):
                yield Piece(project.run, source.path, node).location


def _bare_requirement(project: Project) -> Iterator[Location]:
    """The requirement of `fastapi` without extras in a project that uses what it once brought, and does not ask for."""
    used = {package for module, package in _ONCE_BROUGHT.items() if any(True for _ in project.imports(module))}
    used |= {"uvicorn"} if any(item.server in {"uvicorn", "fastapi"} for item in project.start_commands) else set()
    missing = {package for package in used if not project.stack.declared(package)}
    for item in project.stack.declared("fastapi"):
        if missing and not item.extras and not item.constraint and not item.group:
            yield item.location


FASTAPI: tuple[Behaviour, ...] = (
    Behaviour("fastapi", "0.99.0", "deprecated", "`example` is deprecated", "write `examples=[...]`",
              keyword("example", *_PARAMETERS)),
    Behaviour("fastapi", "0.99.0", "changes", "`examples` is a list of values: the documentation shows no named ones",
              "write `openapi_examples` (from 0.103 on)", _named_examples),
    Behaviour("fastapi", "0.100.0", "deprecated", "`regex` is deprecated", "write `pattern`",
              keyword("regex", *_PARAMETERS)),
    Behaviour("fastapi", "0.100.0", "changes", "an invalid response raises `ResponseValidationError`, not this",
              "handle `fastapi.exceptions.ResponseValidationError`", _response_handlers),
    Behaviour("fastapi", "0.106.0", "changes", "an exception after `yield` becomes the response",
              "raise what clients may see", yielding.raised_after_yield, until="0.118.0"),
    Behaviour("fastapi", "0.106.0", "changes", "the task gets it after exit code has closed it",
              "open it inside the task", yielding.handed_to_tasks, until="0.118.0"),
    Behaviour("fastapi", "0.106.0", "changes", "the stream reads it after exit code has closed it",
              "open it inside the stream", yielding.streamed, until="0.118.0"),
    Behaviour("fastapi", "0.110.0", "changes", "an exception that this handler swallows becomes a 500",
              "raise at the end of the handler", yielding.swallowed),
    Behaviour("fastapi", "0.110.2", "changes", "validation errors have no `url` any more", "expect none",
              _addresses_of_errors, since="0.100.0"),
    Behaviour("fastapi", "0.112.0", "breaks", "bare `fastapi` brings no server, forms, templates or client",
              "ask for `fastapi[standard]`, or for what you use", _bare_requirement, since="0.111.0"),
    Behaviour("fastapi", "0.112.2", "changes", "a startup handler of an included router runs twice",
              "move it to the application's lifespan",
              called("fastapi.APIRouter.on_event", "fastapi.APIRouter.add_event_handler")),
    Behaviour("fastapi", "0.118.0", "changes",
              "an exception raised after `yield` comes too late: the response was sent",
              "raise before `yield`, or use `Depends(..., scope=\"function\")` from 0.121 on",
              yielding.raised_after_yield, since="0.106.0"),
    Behaviour("fastapi", "0.118.0", "changes", "the commit comes after the response: a client gets 200 though it fails",
              "commit in the endpoint, or use `Depends(..., scope=\"function\")` from 0.121 on",
              yielding.committed_after_yield, since="0.106.0"),
    Behaviour("fastapi", "0.122.0", "changes", "missing credentials answer 401, no longer 403",
              "check clients and tests that expect 403", _refuses_by_itself),
    Behaviour("fastapi", "0.122.0", "breaks", "`check_api_key` is called on the object with the key alone",
              "take `self` and `api_key`", replaced_key_checks),
    Behaviour("fastapi", "0.123.2", "changes", "an empty string in a form counts as missing: it answers 422",
              "give the parameter a default", requests.required_texts),
    Behaviour("fastapi", "0.123.5", "breaks", "the dependency is called through this decorator: it answers 500",
              "drop the decorator: FastAPI makes a context manager itself", yielding.context_managers),
    Behaviour("fastapi", "0.124.4", "changes", "the parameter is read by this name, no longer by its own",
              "send this name, or drop it", aliases.validation_aliases),
    Behaviour("fastapi", "0.128.0", "breaks", "models of `pydantic.v1` are refused when a route uses them",
              "migrate the models to Pydantic 2", imported("pydantic.v1")),
    Behaviour("fastapi", "0.129.1", "changes", "OpenAPI says `contentMediaType` of a file, no longer `format: binary`",
              "generate clients anew", requests.files_of_generated_clients),
    Behaviour("fastapi", "0.131.0", "deprecated", "`ORJSONResponse` and `UJSONResponse` warn",
              "return the value: Pydantic serializes it",
              referred("fastapi.responses.ORJSONResponse", "fastapi.responses.UJSONResponse")),
    Behaviour("fastapi", "0.132.0", "changes", "JSON without `Content-Type: application/json` answers 422",
              "send it with `json=`, or with the header", requests.untyped_json),
    Behaviour("fastapi", "0.134.0", "changes", "a path operation with `yield` streams JSON lines, no longer one list",
              "return a list where clients expect one", _streaming_endpoints),
    Behaviour("fastapi", "0.136.3", "changes", "a header model takes no name with underscores any more",
              "send the header with dashes", reading_models.underscored_headers, since="0.124.0"),
    Behaviour("fastapi", "0.137.0", "breaks", "`routes` is a tree: included routers stand in it, without `path`",
              "use `fastapi.routing.iter_route_contexts()`", route_lists.gone_through(fails=True)),
    Behaviour("fastapi", "0.137.0", "changes", "`routes` is a tree: this skips what included routers hold",
              "use `fastapi.routing.iter_route_contexts()`", route_lists.gone_through(fails=False)),
    Behaviour("fastapi", "0.137.0", "changes", "what a router mounts is served once the router is included",
              "see whether it may be public; the router's own prefix does not count",
              called("fastapi.APIRouter.mount")),
    Behaviour("fastapi", "0.140.13", "changes", "the streaming answer has this status, no longer 200",
              "tell clients, or drop it", _statuses_of_streams, since="0.134.0"),
    Behaviour("fastapi", "0.145.0", "breaks", "`FastAPI.extra` is gone", "keep the values elsewhere",
              referred("fastapi.FastAPI.extra")),
    Behaviour("fastapi", "0.146.0", "deprecated", "`root_path` of the application warns",
              "give it to the server: `uvicorn --root-path`", keyword("root_path", "fastapi.FastAPI")),
    Behaviour("fastapi", "0.147.0", "changes", "where a form lacks this field it is False, required or not",
              "take 0.162 or later", requests.boolean_forms, until="0.162.0"),
    Behaviour("fastapi", "0.148.0", "changes", "the default is not checked: without the parameter it answers 200",
              "correct the default, or write `validate_default=True` (from 0.154 on)", requests.violated_defaults,
              since="0.100.0"),
    Behaviour("fastapi", "0.149.0", "changes", "an empty string in a form counts as missing: it answers 422",
              "give the field a default", requests.empty_strings, since="0.113.0"),
    Behaviour("fastapi", "0.150.0", "changes", "a file input that is left empty counts as missing: it answers 422",
              "allow None where a form may be sent without the file", requests.required_files),
    Behaviour("fastapi", "0.151.0", "changes", "`null` is a value that the default does not replace: it answers 422",
              "allow None where clients send it", requests.null_bodies),
    Behaviour("fastapi", "0.152.0", "changes", "an error names the header, with dashes, not the model's field",
              "expect the header's name", aliases.names_of_header_fields, since="0.115.0"),
    Behaviour("fastapi", "0.156.1", "changes", "the parameter is read by the name that its field says",
              "send this name, or drop it", aliases.marked_fields),
    Behaviour("fastapi", "0.156.2", "changes", "the parameter is read by the name that its field says",
              "send this name, or drop it", aliases.bare_fields),
    Behaviour("fastapi", "0.157.0", "changes", "the parameter is read by these names, no longer by its own",
              "send one of them, or drop it", aliases.chosen_aliases),
    Behaviour("fastapi", "0.160.0", "changes", "this model sees, and forbids, the other query parameters: 422",
              "declare them in the model, or allow more", reading_models.forbidding("query"), since="0.157.0"),
    Behaviour("fastapi", "0.160.0", "changes", "this model sees, and forbids, the other form fields: 422",
              "declare them in the model, or allow more", reading_models.forbidding("form"), since="0.158.0"),
)  # fmt: skip
