"""Which releases of Starlette, Pydantic and others make working code do something else, and where a project has it.

Each entry is a change that was seen by running both releases; the release is the first that behaves the new way.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.project.expressions import Piece, expression
from fastdoctor.syntax import tree
from fastdoctor.upgrade import companions_places as companions
from fastdoctor.upgrade.changes import Behaviour, Places
from fastdoctor.upgrade.places import called, imported, keyword, referred

if TYPE_CHECKING:
    from fastdoctor.project import Project

_FIELD = "pydantic.Field"
_RENAMED = {
    "HTTP_422_UNPROCESSABLE_ENTITY": "HTTP_422_UNPROCESSABLE_CONTENT",
    "HTTP_413_REQUEST_ENTITY_TOO_LARGE": "HTTP_413_CONTENT_TOO_LARGE",
    "HTTP_414_REQUEST_URI_TOO_LONG": "HTTP_414_URI_TOO_LONG",
    "HTTP_416_REQUESTED_RANGE_NOT_SATISFIABLE": "HTTP_416_RANGE_NOT_SATISFIABLE",
}
"""Status name -> the one of RFC 9110."""
_METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "request")
_STARTING = tuple(f"fastapi.{name}.{method}" for name in ("FastAPI", "APIRouter") for method in ("startup", "shutdown"))
_STREAM = "starlette.testclient.TestClient.stream"
_CLIENT_CALLS = tuple(f"starlette.testclient.TestClient.{method}" for method in _METHODS)


def _status_name(name: str) -> Places:
    """The uses of one status name, and its imports."""

    def places(project: Project) -> Iterator[Location]:
        for source in project.sources(name, tests=True):
            for statement in source.statements(tree.Attribute, words=(name,)):
                node = statement.node
                if isinstance(node, tree.Attribute) and node.name == name and isinstance(node.value, tree.Name):
                    owner = expression(project.run, source.path, node.value, statement.frame)
                    if {"fastapi.status", "starlette.status"} & set(owner.names):
                        yield Piece(project.run, source.path, node).location
        for dotted, place in project.imports("fastapi.status", "starlette.status", tests=True):
            if dotted.rpartition(".")[2] == name:
                yield place.location

    return places


def _template_name_first(project: Project) -> Iterator[Location]:
    for call in project.calls("starlette.templating.Jinja2Templates.TemplateResponse", tests=True):
        first = call.node.arguments[:1]
        if first and isinstance(first[0], tree.Constant):
            yield call.location


def _unknown_files(project: Project) -> Iterator[Location]:
    """The files whose type their name does not tell, and nobody states."""
    for call in project.calls("starlette.responses.FileResponse"):
        path = call.argument("path", 0)
        name = path.constant if path is not None else None
        known = {"media_type", "filename"} & set(call.keywords) or call.is_loose or not isinstance(name, str)
        if not known and mimetypes.MimeTypes().guess_type(str(name))[0] is None:
            yield call.location


def _clients_of_httpx(project: Project) -> Iterator[Location]:
    """The first import of the test client where nothing brings the client that it wants: one package mends all."""
    if project.provides("httpx2") is not True:
        imports = project.imports("fastapi.testclient", "starlette.testclient", tests=True)
        yield from sorted(place.location for name, place in imports if name.endswith(".TestClient"))[:1]


def _required_options(project: Project) -> Iterator[Location]:
    """The optional fields of models without a default."""
    for model in project.classes("pydantic.BaseModel"):
        for field in model.fields():
            if field.annotation is not None and field.default is None and _allows_none(field.annotation.node):
                yield field.location


def _allows_none(node: tree.Node) -> bool:
    if isinstance(node, tree.Subscript):
        named = node.value
        return (named.name if isinstance(named, tree.Attribute) else getattr(named, "id", "")) == "Optional"
    if isinstance(node, tree.Operation) and node.operator == "|":
        return any(isinstance(side, tree.Constant) and side.value is None for side in (node.left, node.right))
    return False


def _fields_of_objects(project: Project) -> Iterator[Location]:
    """`model_fields` and `model_computed_fields` of objects, not of their classes."""
    names = ("model_fields", "model_computed_fields")
    for source in project.sources(*names, tests=True):
        for statement in source.statements(tree.Attribute, words=names):
            node = statement.node
            if isinstance(node, tree.Attribute) and node.name in names:
                owner = expression(project.run, source.path, node.value, statement.frame)
                if owner.is_instance_of("pydantic.BaseModel"):
                    yield Piece(project.run, source.path, node).location


def _class_validators(project: Project) -> Iterator[Location]:
    """The validators of whole models that run after all others, and are class methods."""
    for function in project.functions("model_validator", tests=True):
        node = function.node
        decorators = node.decorators if isinstance(node, tree.Function) else ()
        after = any(isinstance(item, tree.Call) and _says_after(item) for item in decorators)
        names = {name for found in function.decorators for name in found.names}
        if after and "builtins.classmethod" in names:
            yield function.location


def _says_after(call: tree.Call) -> bool:
    called_name = call.function.id if isinstance(call.function, tree.Name) else getattr(call.function, "name", "")
    modes = [item.value for item in call.keywords if item.name == "mode"]
    return called_name == "model_validator" and any(getattr(mode, "value", "") == "after" for mode in modes)


def _numeric_subjects(project: Project) -> Iterator[Location]:
    """The tokens whose subject is a number."""
    for call in project.calls("jwt.encode", tests=True):
        payload = call.argument("payload", 0)
        subject = payload.entry("sub") if payload is not None else None
        if isinstance(subject, int):
            yield call.location


COMPANIONS: tuple[Behaviour, ...] = (
    *(Behaviour("starlette", "0.21.0", "breaks", f"`{method}` of the test client takes no `{name}`: it is httpx's",
                "use `request(...)`", keyword(name, f"starlette.testclient.TestClient.{method}"))
      for method in ("get", "delete", "head", "options") for name in ("json", "data", "files")),
    *(Behaviour("starlette", "0.21.0", "breaks", f"`{name}` is no keyword of the test client: it is httpx's", "drop it",
                keyword(name, *_CLIENT_CALLS)) for name in ("stream", "verify", "proxies", "cert", "hooks")),
    Behaviour("starlette", "0.43.0", "breaks", "the test client takes no `allow_redirects` any more",
              "write `follow_redirects`", keyword("allow_redirects", *_CLIENT_CALLS)),
    Behaviour("starlette", "0.29.0", "deprecated", "`TemplateResponse` wants the request first",
              "write `TemplateResponse(request, name)`", _template_name_first),
    Behaviour("starlette", "1.0.0", "breaks", "`TemplateResponse` takes the request first: the name is no request",
              "write `TemplateResponse(request, name)`", _template_name_first),
    Behaviour("starlette", "0.46.0", "deprecated", "`timeout` of the test client is deprecated and does nothing",
              "drop it", keyword("timeout", *_CLIENT_CALLS)),
    Behaviour("starlette", "0.46.0", "changes", "this size counts no more", "write `spool_max_size`",
              companions.sizes_of_spooled_files),
    *(Behaviour("starlette", "0.48.0", "deprecated", f"`{name}` warns", f"write `{new}`", _status_name(name))
      for name, new in _RENAMED.items()),
    Behaviour("starlette", "1.0.0", "changes", "every origin is allowed by name, with credentials, no longer as `*`",
              "list the origins", companions.any_origin_with_credentials),
    Behaviour("starlette", "1.0.0", "changes", "values in this template are not escaped: its name tells no HTML or XML",
              "name it `.html`, or escape its values", companions.unescaped_templates),
    Behaviour("starlette", "1.0.0", "breaks", "routers have no `startup` and `shutdown` any more",
              "enter `router.lifespan_context(app)`", called(*_STARTING)),
    Behaviour("starlette", "1.1.0", "changes", "a file of unknown type is application/octet-stream, not text/plain",
              "state `media_type`", _unknown_files),
    Behaviour("starlette", "1.2.0", "deprecated", "the test client on `httpx` warns",
              "add httpx2 to what the tests install", _clients_of_httpx),
    Behaviour("starlette", "1.7.0", "changes", "answers to any origin say `Vary: Origin`", "expect the header",
              companions.wildcard_origins_in_tests),
    Behaviour("starlette", "1.9.0", "changes", "the endpoint runs while the response is read, not before",
              "read it to its end before looking at what the endpoint did", called(_STREAM)),
    Behaviour("pydantic", "2.0", "changes", "an optional field without a default is required",
              "write `= None`", _required_options),
    Behaviour("pydantic", "2.0", "breaks", "`Field` refuses `regex`", "write `pattern`", keyword("regex", _FIELD)),
    Behaviour("pydantic", "2.0", "breaks", "`Field` refuses `const`", "use `Literal`", keyword("const", _FIELD)),
    Behaviour("pydantic", "2.0", "breaks", "`Field` refuses `unique_items`", "use `set`",
              keyword("unique_items", _FIELD)),
    Behaviour("pydantic", "2.0", "deprecated", "`min_items` is deprecated", "write `min_length`",
              keyword("min_items", _FIELD)),
    Behaviour("pydantic", "2.0", "deprecated", "`max_items` is deprecated", "write `max_length`",
              keyword("max_items", _FIELD)),
    Behaviour("pydantic", "2.0", "deprecated", "`dict` of a model is deprecated", "write `model_dump`",
              called("pydantic.BaseModel.dict")),
    Behaviour("pydantic", "2.0", "deprecated", "`json` of a model is deprecated", "write `model_dump_json`",
              called("pydantic.BaseModel.json")),
    Behaviour("pydantic", "2.0", "deprecated", "`parse_obj` is deprecated", "write `model_validate`",
              called("pydantic.BaseModel.parse_obj")),
    Behaviour("pydantic", "2.0", "deprecated", "`validator` is deprecated", "use `field_validator`",
              called("pydantic.validator")),
    Behaviour("pydantic", "2.4", "deprecated", "`Extra` is deprecated", "write the word: `extra=\"forbid\"`",
              referred("pydantic.Extra")),
    Behaviour("pydantic", "2.11", "deprecated", "`model_fields` of an object is deprecated", "ask its class",
              _fields_of_objects),
    Behaviour("pydantic", "2.11", "deprecated", "a final field with a default will be a class variable",
              "write `ClassVar`, or give no default", companions.final_fields),
    Behaviour("pydantic", "2.12", "deprecated", "an after-validator of the model that is a class method is deprecated",
              "write it as a method that returns self", _class_validators),
    Behaviour("uvicorn", "0.26.0", "changes", "the path that the application gets begins with this root path",
              "take Starlette 0.35 or later with it", companions.option("uvicorn", "root-path")),
    Behaviour("uvicorn", "0.50.0", "deprecated", "this implementation of WebSockets is deprecated",
              "write `websockets-sansio`", companions.option("uvicorn", "ws", "websockets")),
    Behaviour("python-multipart", "0.0.13", "deprecated", "the import name `multipart` warns",
              "import `python_multipart`", imported("multipart")),
    Behaviour("pyjwt", "2.10.0", "breaks", "a token whose `sub` is a number is refused when it is decoded",
              "write `str(...)`", _numeric_subjects),
    Behaviour("pyjwt", "2.11.0", "deprecated", "a key that is shorter than its algorithm wants warns",
              "take a longer key", companions.keys_of_tokens(empty=False)),
    Behaviour("pyjwt", "2.13.0", "breaks", "an empty key is refused", "set a key",
              companions.keys_of_tokens(empty=True)),
)  # fmt: skip
