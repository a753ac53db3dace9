"""Which file completes an application that another one makes: imports it, and gives it its routes?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

_METHODS = (
    "include_router",
    "add_api_route",
    "mount",
    "get",
    "post",
    "put",
    "patch",
    "delete",
    "api_route",
    "websocket",
)
_STARTING = frozenset({"main", "__main__", "app", "asgi", "wsgi", "server", "run", "start", "api"})
"""Names of files that people start."""


def completing_files(run: Interpreter, programs: Sequence[str], made: set[tuple[str, str]]) -> Iterator[str]:
    """The files that complete these applications, given by file and name, where nothing says what is started.

    A file that is started imports the application and registers on it. One that another such file imports is not what
    is started, and of several that may be only one with a name like `main.py` is.
    """
    waiting = [path for path in programs if path not in run.modules or not run.modules[path].evaluated]
    texts = {f"{_module_name(path)} import" for path, _ in made}
    registering: dict[tuple[str, str], list[str]] = {}
    imported: dict[str, set[str]] = {}
    for path in run.files.words.holding(sorted(texts), waiting) if texts else ():
        imports = dict(_imports(run, path))
        imported[path] = {found for found, _ in imports.values()}
        # a program beside the package of the application: what lies elsewhere may be an example, or a test of it
        for application in (one for one in sorted(made) if run.index.home(one[0])[0] == run.index.home(path)[0]):
            names = {name for name, found in imports.items() if found == application}
            if names and any(_registers(statement, names) for statement in _body(run, path)):
                registering.setdefault(application, []).append(path)
    for paths in registering.values():
        first = [path for path in paths if not any(path in imported[other] for other in paths if other != path)]
        started = [path for path in first if PurePosixPath(path).stem in _STARTING]
        chosen = first if len(first) == 1 else started
        if len(chosen) == 1:
            yield chosen[0]


def _module_name(path: str) -> str:
    """The last part of the name of a module, behind `from`."""
    pure = PurePosixPath(path)
    return pure.parent.name if pure.stem == "__init__" else pure.stem


def _body(run: Interpreter, path: str) -> tuple[tree.Statement, ...]:
    source = run.syntax(path)
    return source.body if source is not None else ()


def _imports(run: Interpreter, path: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The names that a file imports, each with the file and the name there; of modules the file and ""."""
    for statement in _body(run, path):
        if isinstance(statement, tree.Import):
            for item in statement.names:
                found = run.index.absolute(item.name, path)
                if found is not None:
                    yield item.alias or item.name, (found, "")
        elif isinstance(statement, tree.ImportFrom):
            found = (
                run.index.relative(statement.module, statement.level, path)
                if statement.level
                else run.index.absolute(statement.module, path)
            )
            for item in statement.names if found is not None else ():
                inner = run.index.child(found or "", item.name)
                yield item.alias or item.name, (inner, "") if inner is not None else (found or "", item.name)


def _registers(statement: tree.Statement, names: set[str]) -> bool:
    """Whether a statement of a module registers on something of these names."""
    calls: tuple[tree.Expression, ...] = ()
    if isinstance(statement, tree.Function):
        calls = statement.decorators
    elif isinstance(statement, tree.Evaluate):
        calls = (statement.value,)
    for call in calls:
        called = call.function if isinstance(call, tree.Call) else None
        receiver = called.value if isinstance(called, tree.Attribute) and called.name in _METHODS else None
        if isinstance(receiver, tree.Name) and receiver.id in names:
            return True
    return False
