"""Which parameters a caller of a value must give, as `inspect.signature` tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.names.annotations import annotation_value
from fastdoctor.names.calls import default_of
from fastdoctor.names.classes import ancestors, fields, find_member, origin
from fastdoctor.names.values import (
    UNKNOWN,
    ClassValue,
    External,
    FunctionValue,
    Generic,
    Instance,
    Invocation,
    Known,
    Method,
    Partial,
    Returned,
    Table,
    Value,
    Written,
)
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

DEEPEST_WRAPPING = 50
PARAMETER = External("inspect.Parameter")
SIGNATURE = External("inspect.Signature")


class SignatureParameter(Struct, frozen=True):
    """One parameter; `kind` as in the tree, `is_annotated` tells a missing annotation from one that is not proven."""

    name: str
    kind: str
    annotation: Value
    default: Value | None
    declared: Written | Invocation
    is_annotated: bool


def unwrap(run: Interpreter, value: Value) -> Value:
    """The function behind partials, bound methods and `functools.wraps`."""
    value = run.resolve(value)
    for _ in range(DEEPEST_WRAPPING):
        inner = _inside(value)
        if inner is None:
            break
        value = run.resolve(inner)
    return value


def _inside(value: Value) -> Value | None:
    match value:
        case Partial(function=inner) | Generic(origin=inner):
            return inner
        case Method(function=FunctionValue() as inner):
            return inner
        case FunctionValue(wraps=inner):
            return inner
    return None


def signature(run: Interpreter, value: Value) -> Iterator[SignatureParameter]:
    """The parameters of a callable, after bound and preset ones are taken away."""
    value = run.resolve(value)
    match value:
        case FunctionValue():
            yield from _of_function(run, value, skip=int(value.kind == "class"))
        case Method(function=FunctionValue() as function):
            yield from _of_function(run, function, skip=1)
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


def _of_function(run: Interpreter, given: FunctionValue, skip: int) -> Iterator[SignatureParameter]:
    stated = stated_signature(run, given)
    if stated is not None:
        yield from stated[skip:]
        return
    function = unwrap(run, given)
    if not isinstance(function, FunctionValue):
        return
    if function is not given:
        yield from _of_function(run, function, skip)
        return
    for parameter in function.node.parameters[skip:]:
        written = parameter.annotation
        yield SignatureParameter(
            parameter.name,
            parameter.kind,
            UNKNOWN if written is None else annotation_value(run, written, function.frame),
            None if parameter.default is None else default_of(run, function, parameter),
            Written(function.path, parameter),
            written is not None,
        )


def _of_class(run: Interpreter, kind: Value) -> Iterator[SignatureParameter]:
    stated = kind.names.get("__signature__") if isinstance(kind, ClassValue) else None
    listed = stated_parameters(run, stated) if stated is not None else None
    if listed is not None:
        yield from listed
        return
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
            seen.update({item.target.id: (item, base) for item in fields(base) if isinstance(item.target, tree.Name)})
    for name, (item, owner) in seen.items():
        default = run.resolve(owner.names[name]) if item.value is not None and name in owner.names else None
        annotation = annotation_value(run, item.annotation, owner.frame)
        if not (isinstance(annotation, Generic) and annotation.origin == External("typing.ClassVar")):
            written = Written(owner.path, item)
            yield SignatureParameter(name, "positional", annotation, default, written, is_annotated=True)


def stated_signature(run: Interpreter, function: FunctionValue) -> list[SignatureParameter] | None:
    """The parameters of a signature set as `__signature__` or by `makefun.with_signature`; else None."""
    stated = function.attributes.get("__signature__", UNKNOWN)
    for decorator in function.decorators:
        if isinstance(decorator, Returned) and decorator.callee == External("makefun.with_signature"):
            stated = decorator.invocation.argument("func_signature", 0) or UNKNOWN
    return stated_parameters(run, stated)


def stated_parameters(run: Interpreter, stated: Value) -> list[SignatureParameter] | None:
    """The parameters of an `inspect.Signature`; None for anything else."""
    value = run.resolve(stated)
    table = value.attributes.get("parameters") if isinstance(value, Instance) and value.type == SIGNATURE else None
    if not isinstance(table, Table):
        return None
    found = [_stated(run, run.resolve(item)) for item in table.items.values()]
    return [parameter for parameter in found if parameter is not None]


def _stated(run: Interpreter, value: Value) -> SignatureParameter | None:
    if not isinstance(value, Instance) or value.type != PARAMETER:
        return None
    name, declared = (getattr(value.attributes.get(key), "value", None) for key in ("name", "declared"))
    if not isinstance(name, str) or not isinstance(declared, (Written, Invocation)):
        return None
    default = value.attributes.get("default")
    return SignatureParameter(
        name,
        "positional",
        run.resolve(value.attributes.get("annotation", UNKNOWN)),
        None if default is None else run.resolve(default),
        declared,
        "annotation" in value.attributes,
    )


def parameter_object(parameter: SignatureParameter) -> Instance:
    """An `inspect.Parameter` as a value."""
    attributes: dict[str, Value] = {"name": Known(parameter.name), "declared": Known(parameter.declared)}
    if parameter.is_annotated:
        attributes["annotation"] = parameter.annotation
    if parameter.default is not None:
        attributes["default"] = parameter.default
    return Instance(PARAMETER, attributes)
