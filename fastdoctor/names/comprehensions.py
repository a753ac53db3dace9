"""What a comprehension gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.names.alternatives import key_of
from fastdoctor.names.frames import Frame
from fastdoctor.names.growth import MOST_ITEMS
from fastdoctor.names.operators import truth
from fastdoctor.names.targets import assign, elements
from fastdoctor.names.values import UNKNOWN, Collection, Table, Value
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter


def comprehension(run: Interpreter, expression: tree.Comprehension, frame: Frame) -> Value:
    """The list, set or dict of a comprehension; a generator counts as the list of what it yields."""
    scope = Frame("function", frame.module, frame.path, outer=frame, qualname=frame.qualname, owner=frame.owner)
    scope.receiver, scope.function = frame.receiver, frame.function
    found: list[tuple[Value | None, Value]] = []
    complete = _loop(run, expression, expression.loops, scope, found)
    if expression.kind == "dict":
        table = Table({}, complete)
        for key, value in found:
            entry = UNKNOWN if key is None else key_of(key)
            if entry is not UNKNOWN:
                table.items[entry] = value
            else:
                table.complete = False
        return table
    return Collection("list" if expression.kind == "generator" else expression.kind, [v for _, v in found], complete)


def _loop(
    run: Interpreter,
    expression: tree.Comprehension,
    loops: tuple[tree.Loop, ...],
    scope: Frame,
    found: list[tuple[Value | None, Value]],
) -> bool:
    """Collect what the loops give; whether that is all of it."""
    if not loops:
        key = run.resolve(run.evaluate(expression.key, scope)) if expression.key is not None else None
        found.append((key, run.evaluate(expression.value, scope)))
        return True
    loop, *rest = loops
    items = elements(run, run.evaluate(loop.iterable, scope))
    if items is None:
        return False
    complete = True
    for item in items[:MOST_ITEMS]:
        run.step()
        assign(run, loop.target, item, scope)
        answers = [truth(run, run.evaluate(condition, scope)) for condition in loop.conditions]
        if False in answers:
            continue
        complete = _loop(run, expression, tuple(rest), scope, found) and None not in answers and complete
    return complete
