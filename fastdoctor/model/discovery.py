"""Where the applications of a tree are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from posixpath import splitext
from typing import TYPE_CHECKING

from fastdoctor.files.tree import Tree
from fastdoctor.model.application_names import MAKING, application_names
from fastdoctor.model.completing import completing_files
from fastdoctor.model.kinds import is_application
from fastdoctor.model.wrapping import wrapped_application
from fastdoctor.names.alternatives import options
from fastdoctor.names.values import (
    NONE,
    Awaitable,
    ClassValue,
    Collection,
    FunctionValue,
    Instance,
    Method,
    ModuleValue,
    Value,
)
from fastdoctor.pattern import pattern
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import walk

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

_REGISTERING = (
    b"fastapi", b"starlette", b"APIRouter", b"include_router", b"add_api_route", b"add_middleware", b".mount(",
)  # fmt: skip
_DECORATOR = pattern(
    rb"@[\w.]+\.(?:get|post|put|patch|delete|head|options|trace|websocket|api_route|route|middleware|on_event)\b"
)
_ROUTING = pattern(r"\.(?:include_router|add_api_route)\(")
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
    makers: list[Value] = [maker for module in modules for _, maker in _makers(run, module, names)]
    for module in modules:
        found.extend(_from_factories(run, module, names, makers, [instance for _, instance in found]))
    for module in modules:
        found.extend(_from_classes(run, module, names, [instance for _, instance in found]))
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
    return [(target, application) for application in _results(run, run.call(value, (), None, None, value.frame))]


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
    names = {name for module in modules for name, _ in _makers(run, module, classes)}
    calling = run.files.words.holding([f"{name}(" for name in names], _programs(run.files)) if names else ()
    return (path for path in calling if path not in known)


def _makers(
    run: Interpreter, module: ModuleValue, classes: tuple[str, ...]
) -> Iterator[tuple[str, FunctionValue | ClassValue]]:
    """The functions of a module that make an application, and its classes that do so in a method.

    `classes` are the names that classes of applications go by.
    """
    for name, value in list(run.names_of(module).items()):
        value = run.resolve(value)
        if isinstance(value, FunctionValue) and value.path == module.path and _makings(run, value, classes):
            yield name, value
        elif isinstance(value, ClassValue) and value.path == module.path:
            methods = (item for item in value.names.values() if isinstance(item, FunctionValue))
            if any(_makings(run, method, classes) for method in methods):
                yield name, value


def _makings(run: Interpreter, function: FunctionValue, classes: tuple[str, ...]) -> list[tree.Call]:
    """The calls in a function that make an application."""
    if not isinstance(function.node, tree.Function):
        return []
    code = function.node.code
    text = run.files.text(function.path)
    is_named = any(text.find(name, code.start, code.end) >= 0 for name in classes)
    found = _making_in(run, function, code) if is_named else []
    if found:
        code.follow()
    else:
        code.expect(("makes no application", function), lambda: not _making_in(run, function, code))
    return found


def _making_in(run: Interpreter, function: FunctionValue, code: tree.Code) -> list[tree.Call]:
    calls = (node for node in walk(code.body_unseen) if isinstance(node, tree.Call))
    return [call for call in calls if _names_application(run, function, call)]


def _from_factories(
    run: Interpreter, module: ModuleValue, classes: tuple[str, ...], makers: list[Value], known: list[Instance]
) -> Iterator[tuple[str, Instance]]:
    """What the functions of a module give that make an application, or have a class make one, and were not called."""
    sites = {(made.path, made.node.start) for made in (item.construction for item in known) if made and made.node}
    for name, value in list(run.names_of(module).items()):
        value = run.resolve(value)
        if not isinstance(value, FunctionValue) or value.path != module.path or value.owner is not None:
            continue
        direct = _makings(run, value, classes)
        if not (any((value.path, call.start) not in sites for call in direct) or _calls_class(run, value, makers)):
            continue
        for application in _results(run, run.call(value, (), None, None, value.frame)):
            yield f"{module.name}:{name}()", application


def _from_classes(
    run: Interpreter, module: ModuleValue, classes: tuple[str, ...], known: list[Instance]
) -> Iterator[tuple[str, Instance]]:
    """What the instances of classes hold that make an application when they are made, and of which none is known."""
    sites = {(made.path, made.node.start) for made in (item.construction for item in known) if made and made.node}
    for name, kind in _makers(run, module, classes):
        methods = kind.names.values() if isinstance(kind, ClassValue) else ()
        functions = [method for method in methods if isinstance(method, FunctionValue)]
        makings = [call for method in functions for call in _makings(run, method, classes)]
        if not makings or any((module.path, call.start) in sites for call in makings):
            continue
        made = run.resolve(run.call(kind, (), None, None, kind.frame))
        held = list(made.attributes.items()) if isinstance(made, Instance) else []
        inside = [application for _, value in held for application in _results(run, value)]
        if isinstance(kind, ClassValue) and not any(map(_has_routes, inside)):
            for method in _completing_methods(run, kind):
                run.call(Method(made, method, kind))
        # what only wraps an application is the second best name for it
        for attribute, value in sorted(held, key=lambda pair: run.resolve(pair[1]) not in list(_results(run, pair[1]))):
            for application in _results(run, value):
                yield f"{module.name}:{name}().{attribute}", application


def _has_routes(application: Instance) -> bool:
    registering = {"include_router", "mount", "add_route", "add_api_route", "api_route", "get", "post"}
    return any(getattr(made.callee, "function", None) in registering for made in application.journal)


def _completing_methods(run: Interpreter, kind: ClassValue) -> Iterator[FunctionValue]:
    """The methods of a class that give an application its routes and that no other method of it calls."""
    text = run.files.text(kind.path)[kind.node.start : kind.node.end]
    for method in kind.names.values():
        if isinstance(method, FunctionValue) and isinstance(method.node, tree.Function) and method.kind == "function":
            body = run.files.text(kind.path)[method.node.code.start : method.node.code.end]
            if _ROUTING.search(body) and f"self.{method.node.name}(" not in text:
                yield method


def _calls_class(run: Interpreter, function: FunctionValue, makers: list[Value]) -> bool:
    """Whether a function without arguments of its own makes an instance of a class that makes an application."""
    if not isinstance(function.node, tree.Function) or not any(isinstance(maker, ClassValue) for maker in makers):
        return False
    code = function.node.code
    found = _is_called_in(run, function, code, makers)
    if found:
        code.follow()
    else:
        code.expect(("calls no maker", function), lambda: not _is_called_in(run, function, code, makers))
    return found


def _is_called_in(run: Interpreter, function: FunctionValue, code: tree.Code, makers: list[Value]) -> bool:
    for node in walk(code.body_unseen):
        if isinstance(node, tree.Call) and isinstance(node.function, (tree.Name, tree.Attribute)):
            called = run.resolve(run.evaluate(node.function, function.frame))
            if isinstance(called, ClassValue) and any(called is maker for maker in makers):
                return True
    return False


def _names_application(run: Interpreter, function: FunctionValue, call: tree.Call) -> bool:
    if not isinstance(call.function, (tree.Name, tree.Attribute)):
        return False
    name = call.function.id if isinstance(call.function, tree.Name) else call.function.name
    value = (
        run.evaluate(call.function, function.frame) if name in {"FastAPI", "Starlette"} or name[:1].isupper() else None
    )
    return value is not None and is_application(run, value)


def _results(run: Interpreter, value: Value) -> Iterator[Instance]:
    value = value.result if isinstance(value, Awaitable) else value
    if isinstance(value, Collection):
        for item in value.items:
            yield from _results(run, item)
        return
    for option in options(value):
        application = wrapped_application(run, option)
        if application is not None and is_application(run, application.type):
            yield application
