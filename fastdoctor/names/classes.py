"""What a class is: its definition, the order of its bases, its members."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.names.alternatives import options
from fastdoctor.names.frames import Frame
from fastdoctor.names.values import (
    UNKNOWN,
    ClassValue,
    External,
    FunctionValue,
    Generic,
    Instance,
    Known,
    Returned,
    Unknown,
    Value,
)
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

EMPTY_BASES = frozenset({"typing.Generic", "typing.Protocol", "abc.ABC", "builtins.object"})
"""External bases that have no names of their own to look up."""
_ENUMS = frozenset({"enum.Enum", "enum.StrEnum", "enum.IntEnum", "enum.Flag", "enum.IntFlag", "strenum.StrEnum"})
MOST_BASES = 64


def define_class(run: Interpreter, node: tree.Class, frame: Frame) -> Value:
    """The value that a class definition binds to its name."""
    decorators = tuple(run.evaluate(decorator, frame) for decorator in node.decorators)
    bases = tuple(_base(run, run.evaluate(base, frame)) for base in node.bases)
    keywords = {keyword.name: run.evaluate(keyword.value, frame) for keyword in node.keywords if keyword.name}
    scope = Frame("class", frame.module, frame.path, outer=frame, qualname=frame.nested(node.name))
    made = ClassValue(
        node, frame.path, scope, scope.qualname, frame.module.name, bases, scope.names, keywords, decorators
    )
    scope.owner = made
    frame.store(node.name, made)
    run.execute(node.body, scope)
    for base in list(ancestors(run, made))[1:]:
        hook = base.names.get("__init_subclass__") if isinstance(base, ClassValue) else None
        if isinstance(hook, FunctionValue):
            hook.kind = "class"
            run.call(hook, (made,), keywords)
            break
    value: Value = made
    for decorator, expression in zip(reversed(decorators), reversed(node.decorators), strict=True):
        result = run.call(decorator, (value,), None, run.bare_call(expression), frame)
        value = result if isinstance(result, ClassValue) else value
    return value


def _base(run: Interpreter, value: Value) -> Value:
    found = run.resolve(value)
    return next(options(found), UNKNOWN)


def origin(run: Interpreter, value: Value) -> Value:
    """The class behind `Class[argument]`, else the value itself."""
    value = run.resolve(value)
    return run.resolve(value.origin) if isinstance(value, Generic) else value


def ancestors(run: Interpreter, value: Value) -> tuple[Value, ...]:
    """A class and its bases in the order in which names are looked up (C3); external bases as External."""
    return _linearize(run, origin(run, value), 0)


def _linearize(run: Interpreter, value: Value, depth: int) -> tuple[Value, ...]:
    if not isinstance(value, ClassValue) or depth > MOST_BASES:
        return (value,)
    if not value.order:
        bases = tuple(origin(run, base) for base in value.bases[:MOST_BASES])
        if any(isinstance(base, ClassValue) and len(_linearize(run, base, depth + 1)) > MOST_BASES for base in bases):
            bases = (UNKNOWN,)  # more classes above it than any program has
        above = [_linearize(run, base, depth + 1) for base in bases]
        is_chain = len(bases) == 1 and not _holds(above[0], value)
        value.order = (value, *above[0]) if is_chain else _merged(value, [*above, bases])
    return value.order


def _merged(value: ClassValue, queues: list[tuple[Value, ...]]) -> tuple[Value, ...]:
    merged: list[Value] = [value]
    while queues := [queue for queue in queues if queue]:
        head = next(
            (queue[0] for queue in queues if not any(_holds(other[1:], queue[0]) for other in queues)), queues[0][0]
        )
        merged.append(head)
        queues = [tuple(item for item in queue if not _same(item, head)) for queue in queues]
    return tuple(merged)


def _holds(values: tuple[Value, ...], wanted: Value) -> bool:
    return any(_same(value, wanted) for value in values)


def _same(first: Value, second: Value) -> bool:
    return first is second or (isinstance(first, External) and first == second)


def external_bases(run: Interpreter, value: Value) -> tuple[str, ...]:
    """The dotted names of the external classes that a class derives from, nearest first."""
    return tuple(base.name for base in ancestors(run, value) if isinstance(base, External))


def find_member(
    run: Interpreter, value: Value, name: str, after: ClassValue | None = None
) -> tuple[Value, Value] | None:
    """A name in a class or its bases, and the class that has it; behind `after` in the order for `super()`.

    The value is an External where the first base that may have the name is external.
    """
    skipping = after is not None
    for base in ancestors(run, value):
        if skipping:
            skipping = base is not after
            continue
        if isinstance(base, ClassValue):
            if name in base.names:
                return run.resolve(base.names[name]), base
        elif isinstance(base, External) and base.name not in EMPTY_BASES and not is_private(name):
            return External(f"{base.name}.{name}"), base
        elif isinstance(base, Unknown):
            return UNKNOWN, base
    return None


def is_private(name: str) -> bool:
    """Whether a name belongs to the project: external classes are known by their public names only."""
    return name.startswith("_") and not name.startswith("__")


def is_enum(run: Interpreter, value: ClassValue) -> bool:
    return any(name in _ENUMS for name in external_bases(run, value))


def enum_members(run: Interpreter, value: ClassValue) -> dict[str, Value]:
    """The members of an enumeration by name; empty for any other class."""
    if not is_enum(run, value):
        return {}
    if "__members__" not in value.frame.declared:
        value.frame.declared["__members__"] = "enum"
        for name, found in list(value.names.items()):
            if not name.startswith("_") and not isinstance(found, (FunctionValue, ClassValue, Instance)):
                made = _automatic(run, value, name, found)
                value.names[name] = Instance(value, {"value": made, "name": Known(name)})
    return {
        name: member
        for name, member in value.names.items()
        if isinstance(member, Instance) and member.type is value and "value" in member.attributes
    }


def _automatic(run: Interpreter, value: ClassValue, name: str, found: Value) -> Value:
    """The value of a member: what stands there, and its name in small letters for `auto()` in a string enumeration."""
    if not isinstance(found, Returned) or found.callee != External("enum.auto"):
        return found
    own = find_member(run, value, "_generate_next_value_")
    texts = not {"enum.StrEnum", "strenum.StrEnum"}.isdisjoint(external_bases(run, value))
    return Known(name.lower()) if texts and (own is None or isinstance(own[0], External)) else UNKNOWN


def fields(value: ClassValue) -> Iterator[tree.Annotated]:
    """The annotated names of a class body, in order."""
    for statement in value.node.body:
        if isinstance(statement, tree.Annotated) and isinstance(statement.target, tree.Name):
            yield statement
