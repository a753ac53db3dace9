"""What a `def` binds: the function, as its decorators leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.names.values import External, FunctionValue, Instance, Method, Unknown, Value
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.frames import Frame
    from fastdoctor.names.interpreter import Interpreter

_KINDS = {
    "builtins.staticmethod": "static",
    "builtins.classmethod": "class",
    "builtins.property": "property",
    "functools.cached_property": "property",
    "abc.abstractmethod": "function",
    "pydantic.computed_field": "property",
}


def define_function(run: Interpreter, node: tree.Function, frame: Frame) -> Value:
    """The value that a function definition binds to its name."""
    decorators = tuple(run.evaluate(decorator, frame) for decorator in node.decorators)
    function = FunctionValue(
        node, frame.path, frame, frame.nested(node.name), frame.module.name, decorators=decorators, owner=frame.owner
    )
    value: Value = function
    for decorator, expression in zip(reversed(decorators), reversed(node.decorators), strict=True):
        value = _decorated(run, decorator, expression, value, frame)
    return value


def _decorated(run: Interpreter, decorator: Value, expression: tree.Expression, value: Value, frame: Frame) -> Value:
    decorator = run.resolve(decorator)
    if isinstance(decorator, External) and isinstance(value, FunctionValue) and decorator.name in _KINDS:
        if _KINDS[decorator.name] != "function":
            value.kind = _KINDS[decorator.name]
        return value
    if isinstance(decorator, Unknown):
        return value
    result = run.call(decorator, (value,), None, run.bare_call(expression), frame)
    return value if _says_nothing(result, decorator) else result


def _says_nothing(result: Value, decorator: Value) -> bool:
    """Whether following the decorator did not show what it gives: it is then taken to give the function itself."""
    if isinstance(result, (FunctionValue, Method)):
        return False
    return not isinstance(result, Instance) or isinstance(decorator, External)
