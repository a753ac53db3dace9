"""Which server a command line starts, and with which settings."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from fastdoctor.finding import Location
from fastdoctor.pattern import pattern
from fastdoctor.stack.commands.arguments import Argument, CommandLine, joined, within
from fastdoctor.stack.commands.wrappers import unwrapped
from fastdoctor.stack.values import StartCommand
from fastdoctor.stack.versions import number_in

SERVERS = frozenset({"uvicorn", "gunicorn", "hypercorn", "granian", "daphne", "fastapi"})
SCRIPT = "script"
"""Stands for the server where a program is run that may be a console script of the project."""
_PROGRAM = pattern(r"[A-Za-z][\w-]*(?:\.[\w-]+)*(?<!\.sh)(?<!\.bash)")
_SHORT: Mapping[str, Mapping[str, str]] = {
    "uvicorn": {},
    "gunicorn": {
        "k": "worker-class", "w": "workers", "b": "bind", "c": "config", "t": "timeout", "D": "daemon", "n": "name",
        "u": "user", "g": "group", "m": "umask", "p": "pid", "e": "env", "R": "enable-stdio-inheritance",
    },
    "hypercorn": {"k": "worker-class", "w": "workers", "b": "bind", "c": "config", "p": "pid", "g": "group"},
    "granian": {},
    "daphne": {"b": "host", "p": "port", "u": "unix-socket", "e": "endpoint", "v": "verbosity", "t": "http-timeout"},
    "fastapi": {"e": "entrypoint"},
}  # fmt: skip
_FLAGS = frozenset(
    {
        "reload",
        "factory",
        "use-colors",
        "proxy-headers",
        "server-header",
        "date-header",
        "access-log",
        "version",
        "help",
    }
    | {"reset-contextvars", "daemon", "preload", "spew", "check-config", "print-config", "reuse-port", "capture-output"}
    | {"log-syslog", "sendfile", "strip-header-spaces", "suppress-ragged-eofs", "do-handshake-on-connect", "initgroups"}
    | {"enable-stdio-inheritance", "proxy-protocol", "debug", "reload-engine", "no-control-socket", "dev"}
    | {"respawn-failed-workers", "http1-buffer", "websockets", "ws", "workers-kill"}
)
"""Options that take no value, of any server; each also with `no-` before it."""
_VALUED = {("uvicorn", "ws"), ("uvicorn", "debug")}
_TARGET = pattern(r"[A-Za-z_][\w.]*:[A-Za-z_][\w.()'\"=, ]*")
_VARIABLES: Mapping[str, Mapping[str, str]] = {
    "WEB_CONCURRENCY": {"uvicorn": "workers", "gunicorn": "workers", "fastapi": "workers"},
    "FORWARDED_ALLOW_IPS": {"uvicorn": "forwarded-allow-ips", "gunicorn": "forwarded-allow-ips"}
    | {"fastapi": "forwarded-allow-ips"},
}


class _Options(Struct):
    """What the words after the server's name say."""

    values: dict[str, str] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    places: dict[str, Location] = field(default_factory=dict)
    positional: list[Argument] = field(default_factory=list)


def is_known(command: StartCommand, programs: Container[str]) -> bool:
    """Whether a command starts a server, or one of these console scripts."""
    return command.server != SCRIPT or command.target in programs


def start_command(line: CommandLine) -> StartCommand | None:
    """The server that a command line starts, None where it starts none; of `SCRIPT` the caller knows more."""
    inner = unwrapped(line)
    if inner is None or not inner.arguments:
        return None
    name = posixpath.basename(inner.arguments[0].text or "")
    if name in SERVERS:
        return _started(name, inner, inner.arguments[1:])
    if re.fullmatch(r"python[\d.]*|pypy3?", name):
        return _python(inner)
    return _plain(SCRIPT, replace(inner.arguments[0], text=name), inner) if _PROGRAM.fullmatch(name) else None


def _python(line: CommandLine) -> StartCommand | None:
    """A Python that runs a server as a module, or a file of the project."""
    arguments = list(line.arguments[1:])
    while arguments and (arguments[0].text or "").startswith("-") and arguments[0].text != "-m":
        if arguments.pop(0).text in {"-W", "-X"} and arguments:
            arguments.pop(0)
    if not arguments or arguments[0].text is None:
        return None
    if arguments[0].text != "-m":
        target = arguments[0]
        is_file = target.text is not None and target.text.endswith(".py")
        return _plain("python", target, line) if is_file else None
    if len(arguments) < 2 or arguments[1].text is None:
        return None
    module = arguments[1].text
    if module in SERVERS:
        return _started(module, line, tuple(arguments[2:]))
    return _plain("python", arguments[1], line)


def _plain(server: str, target: Argument, line: CommandLine) -> StartCommand:
    return StartCommand(
        server,
        target.text or "",
        line.location,
        line.kind,
        line.form,
        line.text,
        working_directory=line.working_directory,
        environment=tuple(sorted(line.environment.items())),
        development=line.development,
        wrapper=" ".join(line.wrapper),
        locations={"target": target.location},
    )


def _started(server: str, line: CommandLine, arguments: Sequence[Argument]) -> StartCommand | None:
    options = _options(server, arguments)
    subcommand = ""
    if server == "fastapi":
        if not options.positional or options.positional[0].text not in {"run", "dev"}:
            return None
        subcommand = options.positional.pop(0).text or ""
    if {"version", "help", "check-config"} & options.values.keys():
        return None
    target, factory = _target(server, options)
    return _command(server, subcommand, line, options, target, factory)


def _target(server: str, options: _Options) -> tuple[Argument | None, bool]:
    """What is to be served; `module:create()` counts as a factory of that name."""
    found = options.positional[0] if options.positional else None
    if server == "fastapi":
        if "entrypoint" in options.values:
            found = Argument(options.values["entrypoint"], options.places["entrypoint"])
        return found, False
    if server == "daphne" and found is None and "application" in options.values:
        found = Argument(options.values["application"], options.places["application"])
    if found is not None and found.text is not None and found.text.endswith(")"):
        return Argument(found.text.partition("(")[0], found.location), True
    return found, "factory" in options.values


def _command(
    server: str, subcommand: str, line: CommandLine, options: _Options, target: Argument | None, factory: bool
) -> StartCommand:
    values = dict(options.values)
    if target is not None:
        options.places["target"] = target.location
    for variable, names in _VARIABLES.items():
        if server in names and variable in line.environment:
            values.setdefault(names[server], line.environment[variable])
    for variable, value in line.environment.items():
        if server == "uvicorn" and variable.startswith("UVICORN_"):
            values.setdefault(variable.removeprefix("UVICORN_").lower().replace("_", "-"), value)
    host, port = _address(server, subcommand, values, options.unknown, line)
    leaves_bind = server == "gunicorn" and not {"bind", "config"} & (values.keys() | options.unknown)
    if None in {argument.text for argument in options.positional}:  # words nobody knows may hold these options
        host, port = options.values.get("host"), number_in(options.values.get("port"))
    reload = (subcommand == "dev" and "no-reload" not in values) or _is_set(values, "reload")
    text = target.text if target is not None else None
    return StartCommand(
        server,
        text or "",
        line.location,
        line.kind,
        line.form,
        line.text,
        factory=factory,
        workers=number_in(values.get("workers")),
        reload=reload,
        host=host,
        port=port,
        proxy_headers=_switch(server, values, "proxy-headers"),
        forwarded_allow_ips=values.get("forwarded-allow-ips"),
        worker_class=values.get("worker-class"),
        root_path=values.get("root-path"),
        working_directory=posixpath.normpath(
            posixpath.join(line.working_directory, values.get("app-dir") or values.get("chdir") or "")
        ).removeprefix("."),
        environment=tuple(sorted(line.environment.items())),
        development=line.development,
        wrapper=" ".join(line.wrapper),
        configurable=("host", "port") if leaves_bind and line.kind == "dockerfile" else (),
        locations=options.places,
        options={**options.values, **dict.fromkeys(sorted(options.unknown), "")}
        | ({"subcommand": subcommand} if subcommand else {}),
    )


def _options(server: str, arguments: Sequence[Argument]) -> _Options:
    found = _Options()
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        text = argument.text
        if text is None or not text.startswith("-") or text in {"-", "--"}:
            if text != "--":
                found.positional.append(argument)
            continue
        name, separator, value = text.partition("=")
        if not name.startswith("--"):
            name, separator, value = _short(server, text)
        name = name.lstrip("-")
        if separator:
            _note(found, name, value, argument.location, within(argument.location, len(text) - len(value), len(text)))
        elif _is_flag(server, name) or not waiting:
            found.values[name] = ""
            found.places[name] = argument.location
        else:
            following = waiting.pop(0)
            place = joined(argument.location, following.location)
            if following.text is None:
                found.unknown.add(name)
                found.places[name] = place
                found.places[f"{name}="] = following.location
            else:
                _note(found, name, following.text, place, following.location)
    return found


def _short(server: str, text: str) -> tuple[str, str, str]:
    """An option of one letter with its value glued on: `-w4`, `-kuvicorn...`, `-b=...`."""
    name = _SHORT[server].get(text[1:2], text[1:2])
    rest = text[2:].removeprefix("=")
    return f"--{name}", "=" if rest else "", rest


def _note(found: _Options, name: str, value: str, place: Location, value_place: Location) -> None:
    found.values[name] = value
    found.places[name] = place
    found.places[f"{name}="] = value_place


def _is_flag(server: str, name: str) -> bool:
    return name.removeprefix("no-") in _FLAGS and (server, name) not in _VALUED


def _address(
    server: str, subcommand: str, values: Mapping[str, str], unknown: set[str], line: CommandLine
) -> tuple[str | None, int | None]:
    """Host and port, defaults of the server included where the command names neither.

    gunicorn listens to all addresses where `PORT` is set, which platforms do by themselves.
    """
    if server in {"gunicorn", "hypercorn"}:
        bind = values.get("bind")
        if bind is None and server == "gunicorn" and not {"config", "bind"} & (values.keys() | unknown):
            if "PORT" in line.environment:
                return "0.0.0.0", number_in(line.environment["PORT"])
            return (None, None) if line.kind in {"procfile", "platform"} else ("127.0.0.1", 8000)
        if bind is None:
            return ("127.0.0.1", 8000) if not {"config", "bind"} & (values.keys() | unknown) else (None, None)
        if bind.startswith(("unix:", "fd:", "fd@")):
            return None, None
        address, _, port = bind.rpartition(":") if ":" in bind.rpartition("]")[2] else (bind, "", "8000")
        return address, number_in(port)
    default = "0.0.0.0" if subcommand == "run" else "127.0.0.1"
    if "uds" in values or "fd" in values or "unix-socket" in values or "endpoint" in values:
        return None, None
    host = None if "host" in unknown else values.get("host", default)
    return host, None if "port" in unknown else number_in(values.get("port", "8000"))


def _is_set(values: Mapping[str, str], name: str) -> bool:
    return name in values and values[name].lower() not in {"false", "0", "no", "off"}


def _switch(server: str, values: Mapping[str, str], name: str) -> bool | None:
    if f"no-{name}" in values:
        return False
    if _is_set(values, name):
        return True
    return None if server not in {"uvicorn", "fastapi"} else True
