"""What Python's own functions give on values: those that decide how a program is put together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastdoctor.names.builtin_collections import COLLECTION_BUILTINS
from fastdoctor.names.builtin_files import FILE_BUILTINS, call_path_method
from fastdoctor.names.builtin_objects import OBJECT_BUILTINS
from fastdoctor.names.classes import ancestors
from fastdoctor.names.containers import call_container
from fastdoctor.names.operators import plain, truth
from fastdoctor.names.paths import path_text
from fastdoctor.names.values import (
    NONE,
    UNKNOWN,
    ClassValue,
    Collection,
    External,
    Instance,
    Invocation,
    Known,
    ModuleValue,
    Partial,
    Value,
)

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

Builtin = Callable[["Interpreter", Invocation], Value]
_PATHS = (External("pathlib.Path"), External("os.DirEntry"))


def call_builtin(run: Interpreter, name: str, invocation: Invocation) -> Value | None:
    """The value of calling a function of Python by its dotted name; None for any other name."""
    function = _BUILTINS.get(name)
    if function is None and name.startswith("inspect."):
        from fastdoctor.names.introspection import call_inspect  # signatures are read by calling, calls read builtins

        return call_inspect(run, name, invocation)
    return function(run, invocation) if function else None


def call_method(run: Interpreter, receiver: Value, name: str, invocation: Invocation) -> Value | None:
    """The value of a method of a string, list, dict or set; None for any other receiver or method."""
    if isinstance(receiver, ClassValue) and name == "mro":
        return Collection("list", list(ancestors(run, receiver)))
    if (
        isinstance(receiver, Instance)
        and isinstance(receiver.type, External)
        and receiver.type.name.startswith("inspect.")
    ):
        from fastdoctor.names.introspection import call_inspect_method

        return call_inspect_method(run, receiver, name, invocation)
    if isinstance(receiver, Instance) and receiver.type in _PATHS:
        return call_path_method(run, receiver, name, invocation)
    return call_container(run, receiver, name, invocation)


def _first(run: Interpreter, invocation: Invocation, place: int = 0) -> Value:
    return run.resolve(invocation.arguments[place]) if place < len(invocation.arguments) else UNKNOWN


def _convert(python: type) -> Builtin:
    def convert(run: Interpreter, invocation: Invocation) -> Value:
        if not invocation.arguments:
            return Known(python())
        value = plain(run, _first(run, invocation))
        if python is str and (text := path_text(run, value)) is not None:
            return Known(text)
        if python is bool:
            answer = truth(run, value)
            return UNKNOWN if answer is None else Known(answer)
        if not isinstance(value, Known):
            return UNKNOWN
        try:
            return Known(python(value.value))
        except (TypeError, ValueError):
            return UNKNOWN

    return convert


def _getenv(run: Interpreter, invocation: Invocation) -> Value:
    """A variable that is not set for the run has its default, else None as at run time."""
    name = plain(run, invocation.argument("key", 0) or UNKNOWN)
    if not isinstance(name, Known) or not isinstance(name.value, str):
        return UNKNOWN
    if name.value in run.environment:
        return Known(run.environment[name.value])
    return run.resolve(invocation.argument("default", 1) or NONE)


def _partial(run: Interpreter, invocation: Invocation) -> Value:
    if not invocation.arguments:
        return UNKNOWN
    return Partial(_first(run, invocation), invocation.arguments[1:], dict(invocation.keywords))


def _same(place: int) -> Builtin:
    def give(run: Interpreter, invocation: Invocation) -> Value:
        return _first(run, invocation, place)

    return give


def _import_module(run: Interpreter, invocation: Invocation) -> Value:
    name = plain(run, invocation.argument("name", 0) or UNKNOWN)
    if not isinstance(name, Known) or not isinstance(name.value, str) or invocation.frame is None:
        return UNKNOWN
    if name.value.startswith("."):
        package = plain(run, invocation.argument("package", 1) or UNKNOWN)
        if not isinstance(package, Known) or not isinstance(package.value, str):
            return UNKNOWN
        name = Known(package.value + name.value)
    module = run.imported(str(name.value), invocation.frame.path)
    if isinstance(module, ModuleValue) and run.eager(module.path):
        run.names_of(module)
    return module


def _import(run: Interpreter, invocation: Invocation) -> Value:
    """`__import__`: the module itself where names are asked of it, else the package that its name begins with."""
    name = plain(run, invocation.argument("name", 0) or UNKNOWN)
    asked = run.resolve(invocation.argument("fromlist", 3) or Collection("tuple", []))
    if not isinstance(name, Known) or not isinstance(name.value, str) or invocation.frame is None:
        return UNKNOWN
    names_asked = truth(run, asked)
    if names_asked is None:
        return UNKNOWN
    module = run.imported(name.value if names_asked else name.value.split(".")[0], invocation.frame.path)
    if isinstance(module, ModuleValue) and run.eager(module.path):
        run.names_of(module)
    return module


_BUILTINS: dict[str, Builtin] = {
    **OBJECT_BUILTINS,
    **COLLECTION_BUILTINS,
    **FILE_BUILTINS,
    "builtins.str": _convert(str),
    "builtins.int": _convert(int),
    "builtins.float": _convert(float),
    "builtins.bool": _convert(bool),
    "builtins.iter": _same(0),
    "os.getenv": _getenv,
    "os.environ.get": _getenv,
    "functools.partial": _partial,
    "typing.cast": _same(1),
    "copy.copy": _same(0),
    "copy.deepcopy": _same(0),
    "importlib.import_module": _import_module,
    "builtins.__import__": _import,
}
