"""What Python's functions on attributes, types and classes give on values."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from fastdoctor.names.classes import ancestors, find_member, is_private
from fastdoctor.names.targets import elements, set_attribute
from fastdoctor.names.values import (
    NONE,
    UNKNOWN,
    ClassValue,
    Collection,
    External,
    FunctionValue,
    Instance,
    Invocation,
    Known,
    Method,
    ModuleValue,
    Returned,
    Super,
    Table,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

Builtin = Callable[["Interpreter", Invocation], Value]
_PYTHON_TYPES: dict[str, type] = {
    "builtins.str": str,
    "builtins.int": int,
    "builtins.float": float,
    "builtins.bool": bool,
    "builtins.bytes": bytes,
}
_CONTAINER_TYPES = {
    "builtins.list": "list",
    "builtins.tuple": "tuple",
    "builtins.set": "set",
}


def _first(run: Interpreter, invocation: Invocation, place: int = 0) -> Value:
    return run.resolve(invocation.arguments[place]) if place < len(invocation.arguments) else UNKNOWN


def _super(run: Interpreter, invocation: Invocation) -> Value:
    frame = invocation.frame
    while frame is not None and (frame.kind != "function" or frame.owner is None or frame.receiver is None):
        frame = frame.outer
    if frame is None or frame.owner is None or frame.receiver is None:
        return UNKNOWN
    owner = _first(run, invocation)
    return Super(owner if isinstance(owner, ClassValue) else frame.owner, run.resolve(frame.receiver))


def _getattr(run: Interpreter, invocation: Invocation) -> Value:
    name = _first(run, invocation, 1)
    if not isinstance(name, Known) or not isinstance(name.value, str):
        return UNKNOWN
    found = run.attribute(_first(run, invocation), name.value)
    missing = found == UNKNOWN and len(invocation.arguments) > 2 and _surely_without(run, invocation, name.value)
    return _first(run, invocation, 2) if missing else found


def _surely_without(run: Interpreter, invocation: Invocation, name: str) -> bool:
    owner = _first(run, invocation)
    if isinstance(owner, (FunctionValue, ModuleValue, Known, Collection, Table)):
        return True
    if isinstance(owner, ClassValue):
        return find_member(run, owner, name) is None
    return isinstance(owner, Instance) and name not in owner.attributes and find_member(run, owner.type, name) is None


def _hasattr(run: Interpreter, invocation: Invocation) -> Value:
    name = _first(run, invocation, 1)
    if not isinstance(name, Known) or not isinstance(name.value, str):
        return UNKNOWN
    if isinstance(_first(run, invocation), (External, Returned)):
        return Known(False) if is_private(name.value) else UNKNOWN
    if isinstance(_first(run, invocation), Unknown):
        return UNKNOWN
    if _surely_without(run, invocation, name.value) and run.attribute(_first(run, invocation), name.value) == UNKNOWN:
        return Known(False)
    return UNKNOWN if run.attribute(_first(run, invocation), name.value) == UNKNOWN else Known(True)


def _setattr(run: Interpreter, invocation: Invocation) -> Value:
    name = _first(run, invocation, 1)
    if isinstance(name, Known) and isinstance(name.value, str):
        set_attribute(run, _first(run, invocation), name.value, _first(run, invocation, 2))
    return NONE


def _delattr(run: Interpreter, invocation: Invocation) -> Value:
    owner, name = _first(run, invocation), _first(run, invocation, 1)
    if isinstance(name, Known) and isinstance(name.value, str):
        if isinstance(owner, ClassValue):
            owner.names.pop(name.value, None)
        elif isinstance(owner, (Instance, FunctionValue)):
            owner.attributes.pop(name.value, None)
    return NONE


_OF_DEFINITIONS = ("abc.", "builtins.", "collections.", "inspect.", "types.", "typing.")
"""The beginnings of the names of classes that functions, modules or classes may be instances of."""


def _isinstance(run: Interpreter, invocation: Invocation) -> Value:
    value, kinds = _first(run, invocation), _first(run, invocation, 1)
    wanted = elements(run, kinds) if isinstance(kinds, Collection) else [kinds]
    answers = [_is_instance(run, value, run.resolve(kind)) for kind in wanted or [UNKNOWN]]
    if True in answers:
        return Known(True)
    return UNKNOWN if None in answers else Known(False)


def _is_instance(run: Interpreter, value: Value, kind: Value) -> bool | None:
    if isinstance(value, Known) and isinstance(kind, External):
        python = _PYTHON_TYPES.get(kind.name)
        if python is not None:
            return isinstance(value.value, python)
        return False if kind.name in _CONTAINER_TYPES or kind.name == "builtins.dict" else None
    if isinstance(value, Known) and isinstance(kind, ClassValue):
        return False
    if isinstance(value, Collection) and isinstance(kind, External):
        return kind.name.endswith(value.kind) if kind.name in _CONTAINER_TYPES else _never(kind)
    if isinstance(value, Table) and isinstance(kind, External):
        return kind.name in {"builtins.dict", "collections.abc.Mapping"} or _never(kind)
    if isinstance(value, Instance):
        return _derives(run, value.type, kind)
    return False if _is_definition(value) and _is_of_other_things(run, kind) else None


def _is_definition(value: Value) -> bool:
    """Whether it is a function, a module or a class, also one from elsewhere as its name says; or Python's own."""
    if isinstance(value, External):
        return value.name.rpartition(".")[2][:1].isupper() or value.name.split(".")[0] in sys.stdlib_module_names
    return isinstance(value, (FunctionValue, ModuleValue, ClassValue))


def _is_of_other_things(run: Interpreter, kind: Value) -> bool:
    """Whether a class surely has no function, module or class among its instances."""
    line = list(ancestors(run, kind)) if isinstance(kind, ClassValue) else [kind]
    if any(not isinstance(base, (ClassValue, External)) for base in line):
        return False
    names = [base.name for base in line if isinstance(base, External)]
    return not any(name.startswith(_OF_DEFINITIONS) or name.endswith(("Meta", "Metaclass", "type")) for name in names)


def _never(kind: External) -> bool | None:
    return False if kind.name in _PYTHON_TYPES or kind.name in _CONTAINER_TYPES else None


def _derives(run: Interpreter, value: Value, kind: Value) -> bool | None:
    line = list(ancestors(run, value))
    if any(base is kind or (isinstance(base, External) and base == kind) for base in line):
        return True
    # what comes from elsewhere derives from no class of the project
    unproven = (External, Unknown) if isinstance(kind, External) else Unknown
    return None if any(isinstance(base, unproven) for base in line) else False


def _issubclass(run: Interpreter, invocation: Invocation) -> Value:
    value, kind = _first(run, invocation), _first(run, invocation, 1)
    if not isinstance(value, (ClassValue, External)):
        return UNKNOWN
    answer = _derives(run, value, kind)
    return UNKNOWN if answer is None else Known(answer)


def _callable(run: Interpreter, invocation: Invocation) -> Value:
    value = _first(run, invocation)
    if isinstance(value, (FunctionValue, ClassValue, Method)):
        return Known(True)
    return Known(False) if isinstance(value, (Known, Collection, Table)) else UNKNOWN


def _type(run: Interpreter, invocation: Invocation) -> Value:
    value = _first(run, invocation)
    if len(invocation.arguments) == 3:
        return UNKNOWN
    return run.resolve(value.type) if isinstance(value, Instance) else UNKNOWN


def _kind_test(test: Callable[[Value], bool | None]) -> Builtin:
    def decide(run: Interpreter, invocation: Invocation) -> Value:
        answer = test(_first(run, invocation))
        return UNKNOWN if answer is None else Known(answer)

    return decide


def _is_coroutine_function(value: Value) -> bool | None:
    function = value.function if isinstance(value, Method) else value
    return function.is_async if isinstance(function, FunctionValue) else None


def _is_function(value: Value) -> bool | None:
    return None if isinstance(value, (Unknown, External)) else isinstance(value, FunctionValue)


def _is_class(value: Value) -> bool | None:
    return None if isinstance(value, (Unknown, External)) else isinstance(value, ClassValue)


def _vars(run: Interpreter, invocation: Invocation) -> Value:
    value = _first(run, invocation)
    return run.attribute(value, "__dict__") if isinstance(value, (ClassValue, Instance, ModuleValue)) else UNKNOWN


def _dir(run: Interpreter, invocation: Invocation) -> Value:
    value = _first(run, invocation)
    names = run.names_of(value) if isinstance(value, ModuleValue) else getattr(value, "names", None)
    if not isinstance(names, dict):
        return UNKNOWN
    return Collection("list", [Known(name) for name in sorted(names)], isinstance(value, ModuleValue))


OBJECT_BUILTINS: dict[str, Builtin] = {
    "builtins.super": _super,
    "builtins.getattr": _getattr,
    "builtins.hasattr": _hasattr,
    "builtins.setattr": _setattr,
    "builtins.delattr": _delattr,
    "builtins.isinstance": _isinstance,
    "builtins.issubclass": _issubclass,
    "builtins.callable": _callable,
    "builtins.type": _type,
    "builtins.vars": _vars,
    "inspect.iscoroutinefunction": _kind_test(_is_coroutine_function),
    "asyncio.iscoroutinefunction": _kind_test(_is_coroutine_function),
    "inspect.isfunction": _kind_test(_is_function),
    "inspect.isclass": _kind_test(_is_class),
    "builtins.dir": _dir,
}
"""By dotted name."""
