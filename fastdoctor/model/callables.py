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
from fastdoctor.names.targets import elements
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
    Returned,
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

    node: tree.Parameter | tree.Annotated | tree.Call
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
            yield from _of_function(run, value, skip=int(value.kind == "class"))
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


def stated_signature(run: Interpreter, function: FunctionValue) -> list[SignatureParameter] | None:
    """The parameters of an `inspect.Signature` set as `__signature__` or by `makefun.with_signature`; else None."""
    stated = run.resolve(function.attributes.get("__signature__", UNKNOWN))
    for decorator in function.decorators:
        if isinstance(decorator, Returned) and decorator.callee == External("makefun.with_signature"):
            stated = run.resolve(decorator.invocation.argument("func_signature", 0) or UNKNOWN)
    if not isinstance(stated, Instance) or stated.type != External("inspect.Signature") or stated.construction is None:
        return None
    listed = elements(run, stated.construction.argument("parameters", 0) or UNKNOWN)
    made = [run.resolve(item) for item in listed or ()]
    found = [_stated_parameter(run, item) for item in made if isinstance(item, Instance)]
    return [parameter for parameter in found if parameter is not None]


def _stated_parameter(run: Interpreter, parameter: Instance) -> SignatureParameter | None:
    made = parameter.construction
    name = constant(made.argument("name", 0)) if made else None
    if made is None or made.node is None or made.frame is None or not isinstance(name, str):
        return None
    default = made.argument("default")
    return SignatureParameter(
        made.node,
        name,
        "positional",
        run.resolve(made.argument("annotation") or UNKNOWN),
        None if default is None else run.resolve(default),
        made.frame,
    )


def _of_method(run: Interpreter, value: Method) -> Iterator[SignatureParameter]:
    if isinstance(value.function, FunctionValue):
        yield from _of_function(run, value.function, skip=1)


def _of_function(run: Interpreter, given: FunctionValue, skip: int) -> Iterator[SignatureParameter]:
    stated = stated_signature(run, given)
    if stated is not None:
        yield from stated[skip:]
        return
    function = unwrap(run, given)
    if not isinstance(function, FunctionValue):
        return
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
