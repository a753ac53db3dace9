"""What calling a value gives, and what it does to the objects involved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.names.alternatives import either
from fastdoctor.names.builtin import call_builtin, call_method
from fastdoctor.names.classes import find_member, is_enum
from fastdoctor.names.evaluation import evaluate
from fastdoctor.names.execution import Flow
from fastdoctor.names.exhaustion import Exhausted
from fastdoctor.names.frames import Frame
from fastdoctor.names.records import set_fields
from fastdoctor.names.values import (
    NONE,
    UNKNOWN,
    Awaitable,
    ClassValue,
    Collection,
    Either,
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
    Unknown,
    Value,
)
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import has_yield

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

MOST_OPTIONS = 6
"""Alternatives of an unproven callee that are followed."""
DEEPEST_CALL = 40
_STEPS = (120_000, 40_000, 16_000, 8_000)


def call(run: Interpreter, callee: Value, invocation: Invocation) -> Value:
    """The result of a call."""
    callee = run.resolve(callee)
    match callee:
        case FunctionValue():
            return call_function(run, callee, invocation.arguments, invocation.keywords, None, invocation.loose)
        case Method():
            return _call_method(run, callee, invocation)
        case ClassValue():
            return instantiate(run, callee, invocation)
        case External():
            return _call_external(run, callee, invocation)
        case Generic():
            return run.call(
                callee.origin, invocation.arguments, invocation.keywords, invocation.node, invocation.frame,
                loose=invocation.loose, spread=invocation.spread,
            )  # fmt: skip
        case Partial():
            keywords = {**callee.keywords, **invocation.keywords}
            arguments = (*callee.arguments, *invocation.arguments)
            return run.call(callee.function, arguments, keywords, invocation.node, invocation.frame)
        case Either():
            return _call_either(run, callee, invocation)
        case Instance():
            return _call_instance(run, callee, invocation)
        case Returned():
            return _call_returned(run, callee, invocation)
        case Unknown():
            return UNKNOWN
    return UNKNOWN


def _call_either(run: Interpreter, callee: Either, invocation: Invocation) -> Value:
    results = [
        run.call(option, invocation.arguments, invocation.keywords, invocation.node, invocation.frame)
        for option in callee.options[:MOST_OPTIONS]
    ]
    return either(results)


def _call_external(run: Interpreter, callee: External, invocation: Invocation) -> Value:
    known = call_builtin(run, callee.name, invocation)
    if known is None:
        known = run.semantics.called(run, callee.name, invocation)
    if known is not None:
        return known
    last = callee.name.rpartition(".")[2]
    if last[:1].isupper():
        return Instance(callee, construction=invocation)
    return Returned(invocation)


def _call_instance(run: Interpreter, callee: Instance, invocation: Invocation) -> Value:
    found = find_member(run, callee.type, "__call__")
    if found is not None and isinstance(found[0], FunctionValue):
        return call_function(
            run, found[0], (callee, *invocation.arguments), invocation.keywords, found[1], invocation.loose
        )
    known = run.semantics.invoked(run, callee, "__call__", invocation)
    if known is not None:
        return known
    return _decorating(run, callee, invocation)


def _call_returned(run: Interpreter, callee: Returned, invocation: Invocation) -> Value:
    """A decorator factory's result is called with the function it decorates."""
    inner = callee.invocation.callee
    if isinstance(inner, Method) and isinstance(inner.receiver, Instance) and isinstance(inner.function, str):
        known = run.semantics.applied(run, inner.receiver, inner.function, callee.invocation, invocation)
        if known is not None:
            return known
    if isinstance(inner, External) and inner.name == "functools.wraps" and callee.invocation.arguments:
        wrapper = run.resolve(invocation.arguments[0]) if invocation.arguments else UNKNOWN
        if isinstance(wrapper, FunctionValue):
            wrapper.wraps = run.resolve(callee.invocation.arguments[0])
            if isinstance(wrapper.wraps, FunctionValue):
                wrapper.attributes.update(wrapper.wraps.attributes)
        return wrapper
    return _decorating(run, callee, invocation)


def _decorating(run: Interpreter, callee: Value, invocation: Invocation) -> Value:
    """Something external called with one function is taken to give that function."""
    if len(invocation.arguments) == 1 and not invocation.keywords:
        value = run.resolve(invocation.arguments[0])
        if isinstance(value, (FunctionValue, ClassValue)) and invocation.node is not None:
            return value
    return Returned(invocation)


def _call_method(run: Interpreter, callee: Method, invocation: Invocation) -> Value:
    if isinstance(callee.function, FunctionValue):
        arguments = (callee.receiver, *invocation.arguments)
        return call_function(run, callee.function, arguments, invocation.keywords, callee.owner, invocation.loose)
    receiver = run.resolve(callee.receiver)
    known = call_method(run, receiver, callee.function, invocation)
    if known is not None:
        return known
    if isinstance(receiver, Instance):
        if run.recording:
            receiver.journal.append(invocation)
        known = run.semantics.invoked(run, receiver, callee.function, invocation)
        if known is not None:
            return known
    return Returned(invocation)


def call_function(
    run: Interpreter,
    function: FunctionValue,
    arguments: tuple[Value, ...],
    keywords: dict[str, Value],
    owner: Value | None = None,
    loose: bool = False,
) -> Value:
    """Follow a function of the project; UNKNOWN where that would not end."""
    run.step()
    if run.depth >= DEEPEST_CALL or run.calling.count(function) > 1:
        return UNKNOWN
    if run.depth and not run.recording:
        # a question that is more than one call away is answered for every call of the function at once
        from fastdoctor.names.results import result_of

        return result_of(run, function)
    frame = Frame("function", function.frame.module, function.path, outer=function.frame, qualname=function.qualname)
    frame.function = function
    frame.owner = function.owner
    if function.owner is not None and arguments:
        frame.receiver = arguments[0]
    bind_arguments(run, function, arguments, keywords, frame, loose)
    limit, run.limit = run.limit, min(run.limit, run.steps + _STEPS[min(run.depth, len(_STEPS) - 1)])
    run.depth += 1
    run.calling.append(function)
    depth, calling = run.depth, list(run.calling)
    try:
        return _followed(run, function, frame)
    except Exhausted:
        # only this call is given up: its caller goes on without the result
        if run.steps >= limit:
            raise
        if run.recording:
            run.exhausted.append(function.path)
        return UNKNOWN
    finally:
        run.limit = limit
        run.depth = depth - 1
        run.calling[:] = calling[:-1]


def _followed(run: Interpreter, function: FunctionValue, frame: Frame) -> Value:
    if isinstance(function.node, tree.Lambda):
        return run.resolve(evaluate(run, function.node.body, frame))
    flow = run.execute(function.node.body, frame)
    if has_yield(function.node):
        return Collection("generator", frame.yielded)
    if flow is not Flow.RETURN and (frame.returned or flow is not Flow.RAISE):
        frame.returned.append(NONE)
    return given(run, function.node, frame.returned)


def given(run: Interpreter, node: tree.Function, returned: list[Value]) -> Value:
    """What a call gives whose `return` statements give these."""
    result = either([run.resolve(value) for value in returned])
    return Awaitable(result) if node.is_async else result


def bind_arguments(
    run: Interpreter,
    function: FunctionValue,
    arguments: tuple[Value, ...],
    keywords: dict[str, Value],
    frame: Frame,
    loose: bool,
) -> None:
    """Give the parameters of a function their values."""
    left = list(arguments)
    rest = dict(keywords)
    for parameter in function.node.parameters:
        if parameter.kind == "*":
            frame.names[parameter.name] = Collection("tuple", left, not loose)
            left = []
        elif parameter.kind == "**":
            frame.names[parameter.name] = Table(dict(rest), not loose)
            rest = {}
        elif left and parameter.kind == "positional":
            frame.names[parameter.name] = left.pop(0)
        elif parameter.name in rest:
            frame.names[parameter.name] = rest.pop(parameter.name)
        elif parameter.default is not None and not loose:
            frame.names[parameter.name] = default_of(run, function, parameter)
        else:
            frame.names[parameter.name] = declared(run, function, parameter)


def default_of(run: Interpreter, function: FunctionValue, parameter: tree.Parameter) -> Value:
    """The default value of a parameter, evaluated where the function was defined."""
    if parameter.default is None:
        return UNKNOWN
    if parameter.name not in function.defaults:
        function.defaults[parameter.name] = run.resolve(run.evaluate(parameter.default, function.frame))
    return function.defaults[parameter.name]


def declared(run: Interpreter, function: FunctionValue, parameter: tree.Parameter) -> Value:
    """A value of which only the parameter's annotation is known."""
    if parameter.annotation is None:
        return UNKNOWN
    from fastdoctor.names.annotations import annotation_value

    return Unknown("an argument", annotation_value(run, parameter.annotation, function.frame))


def instantiate(run: Interpreter, kind: ClassValue, invocation: Invocation) -> Value:
    """A new instance, its `__init__` followed, its fields set where the class declares them."""
    if is_enum(run, kind):
        return _member_of(run, kind, invocation)
    made = Instance(kind, construction=invocation)
    maker = find_member(run, kind, "__new__")
    if maker is not None and isinstance(maker[0], FunctionValue):
        result = call_function(run, maker[0], (kind, *invocation.arguments), invocation.keywords, maker[1])
        if isinstance(result, Instance) and result.type is not kind:
            return result
        made = result if isinstance(result, Instance) else made
    initializer = find_member(run, kind, "__init__")
    if initializer is not None and isinstance(initializer[0], FunctionValue):
        call_function(
            run, initializer[0], (made, *invocation.arguments), invocation.keywords, initializer[1], invocation.loose
        )
        return made
    set_fields(run, kind, made, invocation)
    return made


def _member_of(run: Interpreter, kind: ClassValue, invocation: Invocation) -> Value:
    from fastdoctor.names.classes import enum_members
    from fastdoctor.names.operators import plain

    wanted = plain(run, invocation.arguments[0]) if invocation.arguments else UNKNOWN
    for member in enum_members(run, kind).values():
        if isinstance(member, Instance) and isinstance(wanted, Known) and member.attributes.get("value") == wanted:
            return member
    return UNKNOWN
