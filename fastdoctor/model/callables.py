"""What FastAPI calls when it calls a value: its name, its definition, its signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastdoctor.model.facts import Callable
from fastdoctor.names.annotations import annotation_value
from fastdoctor.names.calls import default_of
from fastdoctor.names.classes import ancestors, fields, find_member, origin
from fastdoctor.names.frames import Frame
from fastdoctor.names.values import (
    UNKNOWN,
    ClassValue,
    External,
    FunctionValue,
    Generic,
    Instance,
    Known,
    Method,
    Partial,
    Site,
    Value,
)
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

DEEPEST_WRAPPING = 50


@dataclass(frozen=True, slots=True)
class SignatureParameter:
    """A parameter as `inspect.signature` shows it; `frame` is where its annotation is looked up."""

    node: tree.Parameter | tree.Annotated
    name: str
    kind: str
    annotation: Value
    default: Value | None
    frame: Frame

    @property
    def site(self) -> Site:
        return Site(self.frame.path, self.node.start, self.node.end)


def unwrap(run: Interpreter, value: Value) -> Value:
    """The function behind partials, bound methods and `functools.wraps`."""
    for _ in range(DEEPEST_WRAPPING):
        value = run.resolve(value)
        if isinstance(value, Partial):
            value = value.function
        elif isinstance(value, Method) and isinstance(value.function, FunctionValue):
            value = value.function
        elif isinstance(value, FunctionValue) and value.wraps is not None:
            value = value.wraps
        elif isinstance(value, Generic):
            value = value.origin
        else:
            break
    return value


def describe(run: Interpreter, value: Value) -> Callable | None:
    """The callable behind a value; None where the source does not prove one."""
    inner = unwrap(run, value)
    match inner:
        case FunctionValue():
            return Callable(f"{inner.module}:{inner.qualname}", value, inner.site, inner.is_async)
        case ClassValue():
            return Callable(f"{inner.module}:{inner.qualname}", value, inner.site)
        case External():
            module, _, name = inner.name.rpartition(".")
            return Callable(f"{module}:{name}", value, None)
        case Instance():
            return _describe_instance(run, inner, value)
        case Method(function=str() as name):
            return Callable(f":{name}", value, None)
    return None


def _describe_instance(run: Interpreter, inner: Instance, value: Value) -> Callable | None:
    kind = origin(run, inner.type)
    if isinstance(kind, ClassValue):
        call = find_member(run, kind, "__call__")
        is_async = call[0].is_async if call and isinstance(call[0], FunctionValue) else None
        return Callable(f"{kind.module}:{kind.qualname}()", value, kind.site, is_async)
    if isinstance(kind, External):
        module, _, name = kind.name.rpartition(".")
        return Callable(f"{module}:{name}()", value, None)
    return None


def signature(run: Interpreter, value: Value) -> Iterator[SignatureParameter]:
    """The parameters that a caller of the value must give, after bound and preset ones are taken away."""
    value = run.resolve(value)
    match value:
        case FunctionValue():
            inner = unwrap(run, value)
            if isinstance(inner, FunctionValue):
                yield from _of_function(run, inner, skip=int(_is_class_method(value)))
        case Method():
            yield from _of_method(run, value)
        case Partial():
            preset = len(value.arguments)
            for place, parameter in enumerate(signature(run, value.function)):
                if place >= preset and parameter.name not in value.keywords:
                    yield parameter
        case ClassValue() | Generic():
            yield from _of_class(run, origin(run, value))
        case Instance():
            found = find_member(run, value.type, "__call__")
            if found is not None and isinstance(found[0], FunctionValue):
                yield from _of_function(run, found[0], skip=0 if found[0].kind == "static" else 1)


def _is_class_method(value: FunctionValue) -> bool:
    return value.kind == "class"


def _of_method(run: Interpreter, value: Method) -> Iterator[SignatureParameter]:
    if isinstance(value.function, FunctionValue):
        inner = unwrap(run, value.function)
        if isinstance(inner, FunctionValue):
            yield from _of_function(run, inner, skip=1)


def _of_function(run: Interpreter, function: FunctionValue, skip: int) -> Iterator[SignatureParameter]:
    for parameter in function.node.parameters[skip:]:
        annotation = UNKNOWN if parameter.annotation is None else annotation_value(run, parameter.annotation, function.frame)
        default = None if parameter.default is None else default_of(run, function, parameter)
        yield SignatureParameter(parameter, parameter.name, parameter.kind, annotation, default, function.frame)


def _of_class(run: Interpreter, kind: Value) -> Iterator[SignatureParameter]:
    found = find_member(run, kind, "__init__")
    if found is not None and isinstance(found[0], FunctionValue):
        yield from _of_function(run, found[0], skip=1)
        return
    yield from fields_of(run, kind)


def fields_of(run: Interpreter, kind: Value) -> Iterator[SignatureParameter]:
    """The annotated fields of a class and its bases as parameters, as a data class would have them."""
    seen: dict[str, tuple[tree.Annotated, ClassValue]] = {}
    for base in reversed(list(ancestors(run, kind))):
        if isinstance(base, ClassValue):
            seen.update({field.target.id: (field, base) for field in fields(base) if isinstance(field.target, tree.Name)})
    for name, (field, owner) in seen.items():
        default = run.resolve(owner.names[name]) if field.value is not None and name in owner.names else None
        annotation = annotation_value(run, field.annotation, owner.frame)
        if not (isinstance(annotation, Generic) and annotation.origin == External("typing.ClassVar")):
            yield SignatureParameter(field, name, "positional", annotation, default, owner.frame)


def constant(value: Value | None) -> object:
    """The Python constant of a value; None where it has none."""
    return value.value if isinstance(value, Known) else None
