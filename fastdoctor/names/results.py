"""What a function gives, whatever it is called with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.names.calls import given
from fastdoctor.names.scopes import function_frame
from fastdoctor.names.values import NONE, UNKNOWN, Collection, FunctionValue, Value
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import has_yield, own_nodes

if TYPE_CHECKING:
    from fastdoctor.names.frames import Frame
    from fastdoctor.names.interpreter import Interpreter


def result_of(run: Interpreter, function: FunctionValue) -> Value:
    """The value of a call of which only the function is known; UNKNOWN where the function needs itself for that."""
    if function.result is None:
        function.result = UNKNOWN
        run.depth += 1
        try:
            function.result = _result(run, function, function_frame(run, function))
        except BaseException:
            # not answered now is not the same as without an answer
            function.result = None
            raise
        finally:
            run.depth -= 1
    return function.result


def _result(run: Interpreter, function: FunctionValue, frame: Frame) -> Value:
    node = function.node
    if isinstance(node, tree.Lambda):
        return run.resolve(run.evaluate(node.body, frame))
    node.code.follow()
    if has_yield(node):
        yields = [inner for inner in own_nodes(node) if isinstance(inner, tree.Yield)]
        return Collection("generator", [_value(run, inner, frame) for inner in yields])
    returns = [inner for inner in own_nodes(node) if isinstance(inner, tree.Return)]
    values = [_value(run, inner, frame) for inner in returns]
    return given(run, node, [*values, NONE] if _falls_through(node.body) else values)


def _falls_through(body: tuple[tree.Statement, ...]) -> bool:
    """Whether the end of a block may be reached."""
    match body[-1] if body else None:
        case tree.Return() | tree.Raise():
            return False
        case tree.If(body=then, otherwise=otherwise):
            return _falls_through(then) or _falls_through(otherwise)
        case tree.With(body=inner):
            return _falls_through(inner)
        case tree.Try() as statement:
            handled = any(_falls_through(handler.body) for handler in statement.handlers)
            ends = handled or _falls_through(statement.otherwise or statement.body)
            return ends and (not statement.final or _falls_through(statement.final))
    return True


def _value(run: Interpreter, node: tree.Return | tree.Yield, frame: Frame) -> Value:
    if isinstance(node, tree.Yield) and node.delegates:
        return UNKNOWN
    return run.resolve(run.evaluate(node.value, frame)) if node.value is not None else NONE
