"""Which servers does a project start, from its deployment files and from calls in its source?"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from fastdoctor.finding import Location
from fastdoctor.names.frames import Frame
from fastdoctor.names.signatures import unwrap
from fastdoctor.names.values import FunctionValue, Value
from fastdoctor.project.expressions import expression
from fastdoctor.project.functions import Function, function_of
from fastdoctor.project.server_calls import server_calls
from fastdoctor.stack.values import StartCommand
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import walk_scope

if TYPE_CHECKING:
    from fastdoctor.project.project import Project

_DEEPEST = 6
"""Calls of functions from the file that is run to the call that serves."""
_MOST = 300
"""Functions that are followed from one file."""


def start_commands(project: Project) -> tuple[StartCommand, ...]:
    """The deployment files' commands, then the calls in the source, each with the command that runs its file."""
    called = list(server_calls(project))
    if not called:
        return project.stack.commands
    runners = [command for command in project.stack.commands if command.server == "python"]
    runners.sort(key=lambda command: command.development)
    run = {command.location: command for command in called}
    callers: dict[Location, StartCommand] = {}
    for runner in runners:
        for path in run_files(project, runner):
            for location in _reached(project, path):
                if location in run:
                    callers.setdefault(location, runner)
    return (*project.stack.commands, *(_placed(project, command, callers) for command in called))


def run_files(project: Project, command: StartCommand) -> tuple[str, ...]:
    """The Python file that `python file.py` or `python -m module` runs; () where it is not one of the project's."""
    target = command.target.removeprefix("./")
    if target.endswith(".py"):
        names = [target.lstrip("/")]
    else:
        below = target.replace(".", "/")
        names = [f"{below}.py", f"{below}/__main__.py"]
    folders = (*command.search_path, posixpath.dirname(command.location.path), project.root)
    known = set(project.paths)
    for name in names:
        for folder in folders:
            path = posixpath.normpath(posixpath.join(folder, name))
            if path in known:
                return (path,)
    ending = [path for path in project.paths if any(path.endswith(f"/{name}") for name in names)]
    return (ending[0],) if len(ending) == 1 else ()


def _placed(project: Project, command: StartCommand, callers: dict[Location, StartCommand]) -> StartCommand:
    """A call with what the command that runs it says of it, and with the folders it may import from."""
    path = command.location.path
    own = (posixpath.dirname(path), project.root)
    caller = callers.get(command.location)
    if caller is None:
        return replace(command, search_path=own)
    return replace(
        command,
        search_path=tuple(dict.fromkeys((*caller.search_path, *own))),
        called_from=caller.location,
        caller=caller.origin,
        form=caller.form,
        environment=caller.environment,
        working_directory=caller.working_directory,
        development=command.development or caller.development,
        service=caller.service,
        shares_network=caller.shares_network,
    )


def _reached(project: Project, path: str) -> Iterator[Location]:
    """The names of what a file calls when it runs: in its own code, and in the project's functions that it calls."""
    source = project.run.syntax(path)
    module = project.run.module(path)
    project.run.names_of(module)
    if source is None or module.frame is None:
        return
    seen: set[object] = set()
    waiting: list[tuple[Sequence[tree.Node], str, Frame, int]] = [(source.body, path, module.frame, 0)]
    while waiting and len(seen) < _MOST:
        body, where, frame, depth = waiting.pop(0)
        for node in walk_scope(tuple(body)):
            if not isinstance(node, tree.Call):
                continue
            called = expression(project.run, where, node.function, frame)
            yield called.location
            for option in called.options:
                function = _function(project, option)
                if function is not None and function.site not in seen and depth < _DEEPEST:
                    seen.add(function.site)
                    waiting.append((function.body, function.site.path, function.frame, depth + 1))


def _function(project: Project, value: Value) -> Function | None:
    found = unwrap(project.run, value)
    return function_of(project.run, found) if isinstance(found, FunctionValue) else None
