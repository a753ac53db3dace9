"""Which settings a gunicorn.conf.py has, as far as it states them literally."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from fastdoctor.finding import Location
from fastdoctor.stack.lines import Text
from fastdoctor.stack.values import StartCommand
from fastdoctor.stack.versions import number_in
from fastdoctor.syntax import tree
from fastdoctor.syntax.budget import GivenUp
from fastdoctor.syntax.python import parse_module

_SETTINGS = {
    "worker_class": "worker-class",
    "workers": "workers",
    "bind": "bind",
    "reload": "reload",
    "forwarded_allow_ips": "forwarded-allow-ips",
    "chdir": "chdir",
    "wsgi_app": "target",
}


def settings_in(source: Text, environment: Mapping[str, str]) -> dict[str, tuple[str, Location]]:
    """The settings of a configuration file by the name of their option, each with the place of its value."""
    try:
        module = parse_module(source.path, source.text)
    except GivenUp:
        return {}
    variables: dict[str, str] = {}
    found: dict[str, tuple[str, Location]] = {}
    for statement in module.body:
        if isinstance(statement, tree.Assign) and isinstance(statement.targets[0], tree.Name):
            name, value = statement.targets[0].id, statement.value
        elif isinstance(statement, tree.Annotated) and isinstance(statement.target, tree.Name) and statement.value:
            name, value = statement.target.id, statement.value
        else:
            continue
        text = _text(value, variables, environment)
        variables.pop(name, None)
        found.pop(_SETTINGS.get(name, ""), None)
        if text is not None:
            variables[name] = text
            if name in _SETTINGS:
                found[_SETTINGS[name]] = (text, source.location(value.start, value.end))
    return found


def configured(command: StartCommand, settings: Mapping[str, tuple[str, Location]]) -> StartCommand:
    """A gunicorn command with the settings of its configuration file; the command line wins."""
    given = {name: pair for name, pair in settings.items() if name not in command.options}
    values = {name: text for name, (text, _) in given.items()}
    places = {name: place for name, (_, place) in given.items() if name not in command.locations}
    host, port = command.host, command.port
    if "bind" in values and not values["bind"].startswith(("unix:", "fd:")):
        address, _, number = values["bind"].rpartition(":")
        host, port = address, number_in(number)
    workers = values.get("workers", "")
    return replace(
        command,
        target=command.target or values.get("target", ""),
        worker_class=command.worker_class or values.get("worker-class"),
        workers=command.workers if command.workers is not None else number_in(workers),
        reload=command.reload or values.get("reload") == "True",
        forwarded_allow_ips=command.forwarded_allow_ips or values.get("forwarded-allow-ips"),
        host=host,
        port=port,
        locations={**command.locations, **places},
        options={**values, **command.options},
    )


def _text(value: tree.Expression, variables: Mapping[str, str], environment: Mapping[str, str]) -> str | None:
    """The text of a literal, of a name with a known text, or of a variable with its default."""
    match value:
        case tree.Constant(value=bool() | int() | str() as constant):
            return str(constant)
        case tree.Name(id=name):
            return variables.get(name)
        case tree.Call(function=tree.Name(id="int" | "str"), arguments=(inner,)):
            return _text(inner, variables, environment)
        case tree.Call(
            function=tree.Attribute(name="getenv" | "get"), arguments=(tree.Constant(value=str() as name), *rest)
        ):
            return environment.get(name) or (_text(rest[0], variables, environment) if rest else None)
        case tree.Boolean(operator="or", left=left, right=right):
            return _text(left, variables, environment) or _text(right, variables, environment)
    return None
