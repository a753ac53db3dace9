"""What an expression is worth."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from types import NoneType
from typing import TYPE_CHECKING, Any

from fastdoctor.names.alternatives import either, key_of
from fastdoctor.names.comprehensions import comprehension
from fastdoctor.names.frames import Frame
from fastdoctor.names.growth import MOST_ITEMS, grow
from fastdoctor.names.operators import join, operate, plain, table_entry, truth
from fastdoctor.names.paths import module_attribute
from fastdoctor.names.targets import elements
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
    Known,
    Returned,
    Table,
    Value,
)
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

_BUILTINS = frozenset(dir(builtins))


def evaluate(run: Interpreter, expression: tree.Expression, frame: Frame) -> Value:
    """The value of an expression in a frame."""
    follow = _BY_KIND.get(type(expression))
    return UNKNOWN if follow is None else follow(run, expression, frame)


def _conditional(run: Interpreter, expression: tree.Conditional, frame: Frame) -> Value:
    answer = truth(run, run.evaluate(expression.test, frame))
    if answer is not None:
        return run.evaluate(expression.body if answer else expression.otherwise, frame)
    branches = (expression.body, expression.otherwise)
    return either([run.resolve(run.evaluate(branch, frame)) for branch in branches])


def _awaited(run: Interpreter, expression: tree.Await, frame: Frame) -> Value:
    awaited = run.evaluate(expression.value, frame)
    return awaited.result if isinstance(awaited, Awaitable) else awaited


def _walrus(run: Interpreter, expression: tree.Walrus, frame: Frame) -> Value:
    bound = run.evaluate(expression.value, frame)
    frame.store(expression.name, bound)
    return bound


def look_up(run: Interpreter, name: str, frame: Frame) -> Value:
    """The value of a name; a builtin is external like any other thing that is not the project's own."""
    if frame.declared.get(name) == "global":
        frame = frame.globals()
    found = frame.find(name)
    if found is not None:
        return run.resolve(found)
    if name.startswith("__") and (own := module_attribute(frame.module, name)) is not None:
        return own
    if name == "__class__" and frame.owner is not None:
        return frame.owner
    return External(f"builtins.{name}") if name in _BUILTINS else UNKNOWN


def _yield(run: Interpreter, expression: tree.Yield, frame: Frame) -> Value:
    value = run.evaluate(expression.value, frame) if expression.value else NONE
    scope: Frame | None = frame
    while scope is not None and scope.kind != "function":
        scope = scope.outer
    if scope is not None:
        found = (elements(run, value) or [UNKNOWN]) if expression.delegates else [value]
        scope.yielded.extend(found[: MOST_ITEMS - len(scope.yielded)])
    return UNKNOWN


def _call(run: Interpreter, call: tree.Call, frame: Frame) -> Value:
    run.step()
    callee = run.evaluate(call.function, frame)
    arguments: list[Value] = []
    loose = False
    for argument in call.arguments:
        if isinstance(argument, tree.Starred):
            items = elements(run, run.evaluate(argument.value, frame))
            loose = loose or items is None or len(items) > MOST_ITEMS
            arguments.extend((items or [])[:MOST_ITEMS])
        else:
            arguments.append(run.evaluate(argument, frame))
    keywords: dict[str, Value] = {}
    spread: dict[str, tuple[str, tree.Expression]] = {}
    for keyword in call.keywords:
        value = run.evaluate(keyword.value, frame)
        if keyword.name:
            keywords[keyword.name] = value
            continue
        mapping = run.resolve(value)
        if isinstance(mapping, Table):
            keywords.update({str(key): item for key, item in mapping.items.items()})
            spread.update(_places(keyword.value, frame.path))
            loose = loose or not mapping.complete
        else:
            loose = True
    return run.call(callee, arguments, keywords, call, frame, loose=loose, spread=spread)


def _places(value: tree.Expression, path: str) -> dict[str, tuple[str, tree.Expression]]:
    """Where the entries of a dict written in the call itself stand."""
    if not isinstance(value, tree.Mapping):
        return {}
    return {
        str(key.value): (path, item) for key, item in value.items if isinstance(key, tree.Constant)
    }  # fmt: skip


def _sequence(run: Interpreter, expression: tree.Sequence, frame: Frame) -> Value:
    made = Collection(expression.kind, [], conditions=len(run.conditions))
    for item in expression.items:
        if isinstance(item, tree.Starred):
            grow(made, elements(run, run.evaluate(item.value, frame)))
        else:
            made.items.append(run.evaluate(item, frame))
    return made


def _mapping(run: Interpreter, expression: tree.Mapping, frame: Frame) -> Value:
    table = Table({})
    for key_expression, value_expression in expression.items:
        value = run.evaluate(value_expression, frame)
        if key_expression is None:
            inner = run.resolve(value)
            table.items.update(inner.items if isinstance(inner, Table) else {})
            table.complete = table.complete and isinstance(inner, Table) and inner.complete
            continue
        key = key_of(run.resolve(run.evaluate(key_expression, frame)))
        if key is not UNKNOWN:
            table.items[key] = value
        else:
            table.complete = False
    return table


_TYPES = (ClassValue, External, Generic)


def _operation(run: Interpreter, expression: tree.Operation, frame: Frame) -> Value:
    left, right, symbol = (
        run.evaluate(expression.left, frame),
        run.evaluate(expression.right, frame),
        expression.operator,
    )
    if symbol == "|" and (isinstance(run.resolve(left), _TYPES) or isinstance(run.resolve(right), _TYPES)):
        return Generic(External("typing.Union"), (run.resolve(left), run.resolve(right)))
    return operate(run, symbol, left, right)


def _boolean(run: Interpreter, expression: tree.Boolean, frame: Frame) -> Value:
    left = run.resolve(run.evaluate(expression.left, frame))
    answer = truth(run, left)
    if answer is not None:
        return left if answer == (expression.operator == "or") else run.evaluate(expression.right, frame)
    right = run.resolve(run.evaluate(expression.right, frame))
    settled = truth(run, right)
    decides = settled is not None and settled == (expression.operator == "or")
    if decides and isinstance(right, Known) and isinstance(right.value, bool):
        # x or True, x and False: the answer is the same whatever x is
        return right
    return either([left, right])


def _unary(run: Interpreter, expression: tree.Unary, frame: Frame) -> Value:
    symbol, operand = expression.operator, run.evaluate(expression.operand, frame)
    if symbol == "not":
        answer = truth(run, operand)
        return UNKNOWN if answer is None else Known(not answer)
    if isinstance(operand, Known) and isinstance(operand.value, (int, float)) and symbol in {"-", "+"}:
        return Known(-operand.value if symbol == "-" else operand.value)
    return UNKNOWN


def _comparison(run: Interpreter, expression: tree.Comparison, frame: Frame) -> Value:
    values = [run.evaluate(operand, frame) for operand in expression.operands]
    answers = [
        truth(run, operate(run, symbol, left, right))
        for symbol, left, right in zip(expression.operators, values, values[1:], strict=False)
    ]
    if False in answers:
        return Known(False)
    return UNKNOWN if None in answers or not answers else Known(True)


def _sliced(run: Interpreter, owner: Value, key: tree.Slice, frame: Frame) -> Value:
    bounds: list[int | None] = []
    for bound in (key.lower, key.upper, key.step):
        value = plain(run, run.evaluate(bound, frame)) if bound is not None else NONE
        if (
            not isinstance(value, Known)
            or not isinstance(value.value, (int, NoneType))
            or (bound is key.step and value.value == 0)
        ):
            return UNKNOWN
        bounds.append(value.value)
    if isinstance(owner, Known) and isinstance(owner.value, (str, bytes)):
        return Known(owner.value[slice(*bounds)])
    if isinstance(owner, Collection) and owner.kind in {"list", "tuple"} and owner.complete:
        return Collection(owner.kind, owner.items[slice(*bounds)])
    return UNKNOWN


def _subscript(run: Interpreter, expression: tree.Subscript, frame: Frame) -> Value:
    owner = run.resolve(run.evaluate(expression.value, frame))
    if isinstance(expression.key, tree.Slice):
        return _sliced(run, owner, expression.key, frame)
    if isinstance(owner, (Table, Collection, Known, Returned, Instance, Either)):
        return item(run, owner, run.resolve(run.evaluate(expression.key, frame)))
    if owner == External("os.environ"):
        key = run.resolve(run.evaluate(expression.key, frame))
        found = run.environment.get(key.value) if isinstance(key, Known) and isinstance(key.value, str) else None
        return UNKNOWN if found is None else Known(found)
    if isinstance(owner, _TYPES):
        key_node = expression.key
        several = isinstance(key_node, tree.Sequence) and key_node.kind == "tuple"
        keys = key_node.items if isinstance(key_node, tree.Sequence) and several else (key_node,)
        arguments = tuple(run.resolve(run.evaluate(key, frame)) for key in keys)
        return Generic(owner, arguments, expression, frame.path)
    return UNKNOWN


_BY_KIND: dict[type, Callable[[Interpreter, Any, Frame], Value]] = {
    tree.Constant: lambda run, node, frame: Known(node.value),
    tree.Name: lambda run, node, frame: look_up(run, node.id, frame),
    tree.Attribute: lambda run, node, frame: run.attribute(run.evaluate(node.value, frame), node.name),
    tree.Call: _call,
    tree.Subscript: _subscript,
    tree.Sequence: _sequence,
    tree.Mapping: _mapping,
    tree.Operation: _operation,
    tree.Boolean: _boolean,
    tree.Unary: _unary,
    tree.Comparison: _comparison,
    tree.Conditional: _conditional,
    tree.Format: lambda run, node, frame: join([plain(run, run.evaluate(part, frame)) for part in node.parts]),
    tree.Lambda: lambda run, node, frame: FunctionValue(
        node, frame.path, frame, frame.nested("<lambda>"), frame.module.name
    ),
    tree.Comprehension: comprehension,
    tree.Starred: lambda run, node, frame: run.evaluate(node.value, frame),
    tree.Await: _awaited,
    tree.Yield: _yield,
    tree.Walrus: _walrus,
}


def item(run: Interpreter, owner: Value, key: Value) -> Value:
    """`owner[key]`."""
    if isinstance(owner, Either):
        return either([item(run, option, key) for option in owner.options])
    if isinstance(owner, Table):
        return run.resolve(table_entry(run, owner, key) or UNKNOWN)
    key = plain(run, key)
    if isinstance(owner, Collection) and isinstance(key, Known) and isinstance(key.value, int) and owner.complete:
        inside = -len(owner.items) <= key.value < len(owner.items)
        return run.resolve(owner.items[key.value]) if inside else UNKNOWN
    if isinstance(owner, Known) and isinstance(owner.value, str) and isinstance(key, Known):
        place = key.value
        return (
            Known(owner.value[place])
            if isinstance(place, int) and -len(owner.value) <= place < len(owner.value)
            else UNKNOWN
        )
    if isinstance(owner, Instance):
        getter = run.attribute(owner, "__getitem__")
        from fastdoctor.names.values import Method

        if isinstance(getter, Method) and isinstance(getter.function, FunctionValue):
            return run.call(getter, (key,))
    return UNKNOWN
