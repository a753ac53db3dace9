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
from fastdoctor.syntax.walk import walk, walk_scope

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
            for location in _reached(project, path, runner):
                if location in run:
                    callers.setdefault(location, runner)
    return (*project.stack.commands, *(_placed(project, command, callers) for command in called))


def run_files(project: Project, command: StartCommand) -> tuple[str, ...]:
    """The Python file that `python file.py`, `python -m module` or a console script runs; () where it is not here."""
    target, called, _ = command.target.removeprefix("./").partition(":")
    if target.endswith(".py"):
        names = [target.lstrip("/")]
    else:
        below = target.replace(".", "/")
        names = [f"{below}.py", f"{below}/__init__.py" if called else f"{below}/__main__.py"]
    here = posixpath.dirname(command.location.path)
    folders = (*command.search_path, here, project.root, posixpath.join(project.root, "src"))
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


def _reached(project: Project, path: str, runner: StartCommand) -> Iterator[Location]:
    """The names of what a file calls when it runs: in its own code, and in the project's functions that it calls."""
    source = project.run.syntax(path)
    module = project.run.module(path)
    project.run.names_of(module)
    if source is None or module.frame is None:
        return
    name = runner.target.partition(":")[2]
    first = [node for node in source.body if not _is_main(node)] if name else source.body
    seen: set[object] = set()
    waiting: list[tuple[Sequence[tree.Node], str, Frame, int]] = [(first, path, module.frame, 0)]
    for entered in _entered(project, path, name, runner.text) if name else ():
        seen.add(entered.site)
        waiting.append((entered.body, entered.site.path, entered.frame, 1))
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


def _is_main(node: tree.Statement) -> bool:
    """Whether it is `if __name__ == ...`, which an import does not run."""
    return isinstance(node, tree.If) and any(getattr(part, "id", "") == "__name__" for part in walk((node.test,)))


def _entered(project: Project, path: str, name: str, text: str) -> Iterator[Function]:
    """The functions that a console script calls: the one it names, or the commands of the group that it names.

    Of several commands those count that the command line names; all where it names none.
    """
    module = project.run.names_of(project.run.module(path))
    value = module.get(name)
    function = _function(project, value) if value is not None else None
    if function is not None:
        yield function
    source = project.source(path)
    own = [found for found in source.functions if _belongs(found, name)] if source is not None else []
    named = [found for found in own if found.name.replace("_", "-") in text.split()]
    yield from named or own


def _belongs(function: Function, group: str) -> bool:
    """Whether a decorator makes it a command of a group (`@cli.command()`, of Click or Typer)."""
    node = function.node
    for decorator in node.decorators if isinstance(node, tree.Function) else ():
        made = decorator.function if isinstance(decorator, tree.Call) else decorator
        is_command = isinstance(made, tree.Attribute) and made.name in {"command", "callback"}
        if is_command and getattr(getattr(made, "value", None), "id", "") == group:
            return True
    return False


def _function(project: Project, value: Value) -> Function | None:
    found = unwrap(project.run, value)
    return function_of(project.run, found) if isinstance(found, FunctionValue) else None
