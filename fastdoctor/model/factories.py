"""Which functions and classes make an application, and what do they make when they are called?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.model.kinds import is_application
from fastdoctor.model.wrapping import wrapped_application
from fastdoctor.names.alternatives import options
from fastdoctor.names.values import (
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

_ROUTING = pattern(r"\.(?:include_router|add_api_route)\(")


def makers(
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


def from_factories(
    run: Interpreter, module: ModuleValue, classes: tuple[str, ...], making: list[Value], known: list[Instance]
) -> Iterator[tuple[str, Instance]]:
    """What the functions of a module give that make an application, or have a class make one, and were not called."""
    sites = {(made.path, made.node.start) for made in (item.construction for item in known) if made and made.node}
    for name, value in list(run.names_of(module).items()):
        value = run.resolve(value)
        if not isinstance(value, FunctionValue) or value.path != module.path or value.owner is not None:
            continue
        direct = _makings(run, value, classes)
        if not (any((value.path, call.start) not in sites for call in direct) or _calls_class(run, value, making)):
            continue
        for application in results(run, run.call(value, (), None, None, value.frame)):
            yield f"{module.name}:{name}()", application


def from_classes(
    run: Interpreter, module: ModuleValue, classes: tuple[str, ...], known: list[Instance]
) -> Iterator[tuple[str, Instance]]:
    """What the instances of classes hold that make an application when they are made, and of which none is known."""
    sites = {(made.path, made.node.start) for made in (item.construction for item in known) if made and made.node}
    for name, kind in makers(run, module, classes):
        methods = kind.names.values() if isinstance(kind, ClassValue) else ()
        functions = [method for method in methods if isinstance(method, FunctionValue)]
        makings = [call for method in functions for call in _makings(run, method, classes)]
        if not makings or any((module.path, call.start) in sites for call in makings):
            continue
        made = run.resolve(run.call(kind, (), None, None, kind.frame))
        held = list(made.attributes.items()) if isinstance(made, Instance) else []
        inside = [application for _, value in held for application in results(run, value)]
        if isinstance(kind, ClassValue) and not any(map(_has_routes, inside)):
            for method in _completing_methods(run, kind):
                run.call(Method(made, method, kind))
        # what only wraps an application is the second best name for it
        for attribute, value in sorted(held, key=lambda pair: run.resolve(pair[1]) not in list(results(run, pair[1]))):
            for application in results(run, value):
                yield f"{module.name}:{name}().{attribute}", application


def _has_routes(application: Instance) -> bool:
    registering = {"include_router", "mount", "add_route", "add_api_route", "api_route", "get", "post"}
    return any(getattr(made.callee, "function", None) in registering for made in application.journal)


def _completing_methods(run: Interpreter, kind: ClassValue) -> tuple[FunctionValue, ...]:
    """The methods of a class that give an application its routes and that no other method of it calls."""
    found = tuple(_completing(run, kind))
    for method in kind.names.values():
        if isinstance(method, FunctionValue) and isinstance(method.node, tree.Function):
            method.node.code.expect(("completes", kind), lambda: tuple(_completing(run, kind)) == found)
    return found


def _completing(run: Interpreter, kind: ClassValue) -> Iterator[FunctionValue]:
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


def results(run: Interpreter, value: Value) -> Iterator[Instance]:
    """The applications that a value is, wraps or holds."""
    value = value.result if isinstance(value, Awaitable) else value
    if isinstance(value, Collection):
        for item in value.items:
            yield from results(run, item)
        return
    for option in options(value):
        application = wrapped_application(run, option)
        if application is not None and is_application(run, application.type):
            yield application
