"""Where the applications of a tree are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from posixpath import splitext
from typing import TYPE_CHECKING

from fastdoctor.files.tree import Tree
from fastdoctor.model.application_names import MAKING, application_names
from fastdoctor.model.completing import completing_files
from fastdoctor.model.factories import from_classes, from_factories, makers, results
from fastdoctor.model.kinds import is_application
from fastdoctor.model.wrapping import wrapped_application
from fastdoctor.names.values import (
    NONE,
    FunctionValue,
    Instance,
    ModuleValue,
    Value,
)
from fastdoctor.pattern import pattern
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

_REGISTERING = (
    b"fastapi", b"starlette", b"APIRouter", b"include_router", b"add_api_route", b"add_middleware", b".mount(",
)  # fmt: skip
_DECORATOR = pattern(
    rb"@[\w.]+\.(?:get|post|put|patch|delete|head|options|trace|websocket|api_route|route|middleware|on_event)\b"
)
_TEST_FOLDERS = frozenset({"tests", "test", "testing", "testdata", "fixtures"})


def is_test(path: str) -> bool:
    """Whether a file belongs to a test suite."""
    *folders, name = path.split("/")
    named = name.startswith("test_") or splitext(name)[0].endswith("_test") or name == "conftest.py"
    return named or not _TEST_FOLDERS.isdisjoint(folders)


def registers(content: bytes) -> bool:
    """Whether importing a file with this content may register routes."""
    return any(word in content for word in _REGISTERING) or _DECORATOR.search(content) is not None


def eager_in(files: Tree) -> Callable[[str], bool]:
    """The test that the interpreter asks of a module at its import, answered once for each."""
    answer = files.asked_of_all(registers)
    return cache(lambda path: not path.endswith(".py") or path.endswith("__init__.py") or answer(path))


def candidates(files: Tree) -> tuple[str, ...]:
    """The files that may make an application, those of test suites left out."""
    return tuple(files.words.holding(MAKING, _programs(files)))


def _programs(files: Tree) -> list[str]:
    return [path for path in files.paths if path.endswith(".py") and not is_test(path)]


def applications(
    run: Interpreter, paths: tuple[str, ...], named: tuple[tuple[str, str], ...] = ()
) -> list[tuple[str, Instance]]:
    """Every application that these files make, with the target it can be started from.

    Functions and methods that make one and that nothing called yet are called as factories, with arguments of which
    only the declared types are known; so are classes that hold one in an attribute. `named` are the files and
    attributes that somebody says hold an application or a factory.
    """
    paths = tuple(dict.fromkeys((*paths, *(path for path, _ in named))))
    for path in paths:
        for name in _imports(run, path):
            run.index.learn(name, path)
    modules = [run.module(path) for path in paths]
    for module in modules:
        run.names_of(module)
    names = application_names(run.files, [path for path in run.files.paths if path.endswith(".py")])
    modules += [run.module(path) for path in _callers(run, modules, paths, names)]
    for module in modules:
        run.names_of(module)
    found = [pair for module in modules for pair in _bound(run, module)]
    made = {(module.path, target.partition(":")[2]) for module in modules for target, _ in _bound(run, module)}
    for path in completing_files(run, _programs(run.files), made - set(named)):
        run.names_of(run.module(path))
    imported = {f"{module.name}:{name}" for module in modules for name in _imported_names(run, module.path)}
    direct = {f"{module.name}:{name}" for module in modules for name in _held_by_name(run, module)}
    making: list[Value] = [maker for module in modules for _, maker in makers(run, module, names)]
    for module in modules:
        found.extend(from_factories(run, module, names, making, [instance for _, instance in found]))
    for module in modules:
        found.extend(from_classes(run, module, names, [instance for _, instance in found]))
    found.extend(pair for path, attribute in named for pair in _from_target(run, run.module(path), attribute, found))
    seen: list[Instance] = []
    result = []
    for target, instance in found:
        if not any(instance is other for other in seen):
            seen.append(instance)
            own = [name for name, other in found if other is instance and name not in imported]
            # what only wraps an application, or holds it, is the second best name for it
            own.sort(key=lambda name: name not in direct)
            result.append((own[0] if own else target, instance))
    return result


def _imports(run: Interpreter, path: str) -> Iterator[str]:
    """The modules that a file imports by their full name."""
    source = run.syntax(path)
    for statement in source.body if source is not None else ():
        if isinstance(statement, tree.ImportFrom) and not statement.level:
            yield statement.module
            yield from (f"{statement.module}.{imported.name}" for imported in statement.names)
        elif isinstance(statement, tree.Import):
            yield from (imported.name for imported in statement.names)


def _imported_names(run: Interpreter, path: str) -> Iterator[str]:
    """The names that a file has from another one."""
    source = run.syntax(path)
    for statement in source.body if source is not None else ():
        if isinstance(statement, tree.ImportFrom):
            yield from (imported.alias or imported.name for imported in statement.names)


def _from_target(
    run: Interpreter, module: ModuleValue, attribute: str, known: list[tuple[str, Instance]]
) -> list[tuple[str, Instance]]:
    """What a factory gives that a start command names, if nothing it can make is known yet."""
    value = run.resolve(run.names_of(module).get(attribute, NONE))
    target = f"{module.name}:{attribute}()"
    if not isinstance(value, FunctionValue) or any(name == target for name, _ in known):
        return []
    return [(target, application) for application in results(run, run.call(value, (), None, None, value.frame))]


def _bound(run: Interpreter, module: ModuleValue) -> Iterator[tuple[str, Instance]]:
    for name, value in list(run.names_of(module).items()):
        value = run.resolve(value)
        application = wrapped_application(run, value) if isinstance(value, Instance) else None
        if application is not None and is_application(run, application.type):
            yield f"{module.name}:{name}", application


def _held_by_name(run: Interpreter, module: ModuleValue) -> Iterator[str]:
    """The names of a module that stand for an application itself."""
    for name, value in list(run.names_of(module).items()):
        value = run.resolve(value)
        if isinstance(value, Instance) and is_application(run, value.type):
            yield name


def _callers(
    run: Interpreter, modules: list[ModuleValue], known: tuple[str, ...], classes: tuple[str, ...]
) -> Iterator[str]:
    """The other files that call a factory of these modules by its name: a function or a class that makes one."""
    names = {name for module in modules for name, _ in makers(run, module, classes)}
    calling = run.files.words.holding([f"{name}(" for name in names], _programs(run.files)) if names else ()
    return (path for path in calling if path not in known)
