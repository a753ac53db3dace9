"""Which server does a call in the source start, and with which settings?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.model.wrapping import wrapped_application
from fastdoctor.names.frames import Frame
from fastdoctor.names.values import ClassValue, FunctionValue, Known
from fastdoctor.project.branches import is_for_development
from fastdoctor.project.expressions import Expression
from fastdoctor.stack.commands import purpose
from fastdoctor.stack.values import StartCommand
from fastdoctor.stack.versions import number_in
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import walk

if TYPE_CHECKING:
    from fastdoctor.project.calls import Call
    from fastdoctor.project.project import Project

SERVER_CALLS: Mapping[str, str] = {
    "uvicorn.run": "uvicorn",
    "uvicorn.main.run": "uvicorn",
    "uvicorn.Config": "uvicorn",
    "uvicorn.config.Config": "uvicorn",
    "granian.Granian": "granian",
    "granian.server.Granian": "granian",
    "hypercorn.asyncio.serve": "hypercorn",
    "hypercorn.trio.serve": "hypercorn",
}
"""Dotted name of the call -> server."""
_SERVERS = ("uvicorn.Server", "uvicorn.server.Server")
_NAMES: Mapping[str, Mapping[str, str]] = {
    "uvicorn": {},
    "granian": {"host": "address", "root-path": "url_path_prefix"},
    "hypercorn": {"reload": "use_reloader"},
}
"""Option -> the server's own name of the argument where it is another one."""
_OPTIONS = (
    "host", "port", "workers", "reload", "factory", "proxy-headers", "forwarded-allow-ips", "root-path", "uds", "fd",
    "bind", "ws",
)  # fmt: skip
_POSITIONS = {"host": 1, "port": 2}
_DEFAULT_HOST = "127.0.0.1"
_DEFAULT_PORT = 8000


def server_calls(project: Project) -> Iterator[StartCommand]:
    """The servers that calls outside of tests start."""
    found = list(project.calls(*SERVER_CALLS))
    configuring = [call for call in found if _configures(call)]
    serving = {server.site.path for server in project.references(*_SERVERS)} if configuring else set[str]()
    for call in found:
        if call not in configuring or call.site.path in serving:
            yield server_call(project, call)


def _configures(call: Call) -> bool:
    """Whether it makes a configuration, which serves nothing before a server has it."""
    return any(name in SERVER_CALLS and name.endswith(".Config") for name in call.callee.names)


def server_call(project: Project, call: Call) -> StartCommand:
    """What a call of one of the `SERVER_CALLS` starts."""
    name = next(found for found in call.callee.names if found in SERVER_CALLS)
    server = SERVER_CALLS[name]
    given = dict(_given(project, call, server))
    values = {option: _constant(found) for option, found in given.items()}
    target, as_object = _target(project, call)
    location = call.callee.location
    places: dict[str, Location] = {}
    for option, found in given.items():
        places[f"{option}="] = found.location
        written = _NAMES[server].get(option, option.replace("-", "_"))
        places[option] = call.keyword_place(written).location if written in call.keywords else found.location
    first = _first(call)
    if first is not None:
        places["target"] = first.location
    host, port = _address(server, values, call.is_loose)
    function = call.function.name if call.function is not None else ""
    return StartCommand(
        server,
        target,
        location,
        "source",
        "exec",
        call.text,
        factory=values.get("factory") is True,
        workers=_number(values.get("workers")),
        reload="reload" in given and given["reload"].is_true,
        host=host,
        port=port,
        proxy_headers=_switch(server, values),
        forwarded_allow_ips=_addresses(given.get("forwarded-allow-ips")),
        root_path=_word(values.get("root-path")),
        development=is_for_development(call) or purpose.is_for_development(call.site.path, function),
        wrapper="uvicorn.Server" if name.endswith(".Config") else "",
        as_object=as_object,
        configurable=tuple(sorted(option for option, found in given.items() if not _is_fixed(found, call.frame))),
        locations=places,
        options={option: str(value) for option, value in values.items() if value is not ...},
    )


def _given(project: Project, call: Call, server: str) -> Iterator[tuple[str, Expression]]:
    """The options that a call gives, also those set on the configuration that it is given."""
    if server == "hypercorn":
        yield from _configured(project, call)
        return
    for option in _OPTIONS:
        name = _NAMES[server].get(option, option.replace("-", "_"))
        found = call.argument(name, _POSITIONS.get(option) if not _runs(call) else None)
        if found is not None:
            yield option, found


def _runs(call: Call) -> bool:
    """Whether it is `uvicorn.run`, which takes everything but the application by keyword."""
    return call.callee.is_named("uvicorn.run", "uvicorn.main.run")


def _configured(project: Project, call: Call) -> Iterator[tuple[str, Expression]]:
    """The attributes that are set on hypercorn's configuration before the call."""
    config = call.argument("config", 1)
    if config is None or not isinstance(config.node, tree.Name):
        return
    for option in _OPTIONS:
        name = _NAMES["hypercorn"].get(option, option.replace("-", "_"))
        for owner, value, _ in project.attribute_assignments(name):
            same = isinstance(owner.node, tree.Name) and owner.node.id == config.node.id
            if same and owner.site.path == call.site.path and owner.site.start < call.site.start:
                yield option, value


def _first(call: Call) -> Expression | None:
    return call.argument("app", 0) or call.argument("target", 0)


def _target(project: Project, call: Call) -> tuple[str, bool]:
    """ "module:attribute" as far as it is proven, and whether the application itself is handed over."""
    first = _first(call)
    if first is None:
        return "", False
    if isinstance(first.constant, str):
        return first.constant, False
    found = wrapped_application(project.run, first.value)
    if found is not None:
        same = (known.target for known in project.applications if known.fact.instance is found)
        return next(same, ""), True
    return "", isinstance(project.run.resolve(first.value), (FunctionValue, ClassValue))


def _is_fixed(given: Expression, frame: Frame) -> bool:
    """Whether a value is written out: no variable, setting, argument or call can replace it."""
    for node in walk((given.node,)):
        if isinstance(node, (tree.Call, tree.Attribute, tree.Await, tree.Conditional, tree.Boolean)):
            return False
        if isinstance(node, tree.Name) and not _is_constant(given, node, frame):
            return False
    return given.constant is not ... or bool(given.items)


def _is_constant(given: Expression, name: tree.Name, frame: Frame) -> bool:
    """Whether a name is assigned once in its module, and something written out."""
    source = given.run.syntax(given.site.path)
    inside = frame.kind == "function" and name.id in frame.names
    assigned = [
        node.value
        for node in (source.body if source is not None else ())
        if isinstance(node, tree.Assign)
        and any(isinstance(item, tree.Name) and item.id == name.id for item in node.targets)
    ]
    return not inside and len(assigned) == 1 and isinstance(assigned[0], tree.Constant)


def _address(server: str, values: Mapping[str, object], is_loose: bool) -> tuple[str | None, int | None]:
    """Host and port; the server's defaults where the call surely names neither."""
    if {"uds", "fd"} & values.keys():
        return None, None
    if server == "hypercorn":
        bind = values.get("bind")
        if not isinstance(bind, str) or ":" not in bind or bind.startswith(("unix:", "fd:")):
            return None, None
        host, _, port = bind.rpartition(":")
        return host, number_in(port)
    default = (None, None) if is_loose else (_DEFAULT_HOST, _DEFAULT_PORT)
    return _word(values.get("host", default[0])), _number(values.get("port", default[1]))


def _switch(server: str, values: Mapping[str, object]) -> bool | None:
    if server != "uvicorn":
        return None
    found = values.get("proxy-headers", True)
    return found if isinstance(found, bool) else None


def _addresses(given: Expression | None) -> str | None:
    """The addresses as the command line would have them, None where they are not proven."""
    if given is None:
        return None
    if isinstance(given.constant, str):
        return given.constant
    items = [item.value for item in given.items if isinstance(item, Known)]
    return ",".join(map(str, items)) if items and len(items) == len(given.items) else None


def _constant(given: Expression) -> object:
    """The one constant that it is, or that is in its list; Ellipsis where that is not proven."""
    items = given.constants
    return items[0] if given.constant is ... and len(items) == len(given.items) == 1 else given.constant


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
