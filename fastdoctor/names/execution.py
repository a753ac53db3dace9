"""What happens when statements run."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from fastdoctor.names.alternatives import either
from fastdoctor.names.classes import define_class
from fastdoctor.names.decorators import define_function
from fastdoctor.names.growth import grow
from fastdoctor.names.imports import import_from, import_modules
from fastdoctor.names.operators import operate, truth
from fastdoctor.names.targets import assign, delete, elements
from fastdoctor.names.values import NONE, UNKNOWN, Collection, Condition, External, Table, Unknown, Value, Written
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.frames import Frame
    from fastdoctor.names.interpreter import Interpreter

MOST_ITERATIONS = 3_000
UNBOUND = "declared without value"
"""Why the value of a name is unknown that has a type (`config: Config`) and no value yet."""


class Flow(enum.Enum):
    """How a block ends."""

    NEXT = enum.auto()
    RETURN = enum.auto()
    RAISE = enum.auto()
    LOOP = enum.auto()


NEXT = Flow.NEXT


def execute(run: Interpreter, body: Sequence[tree.Statement], frame: Frame) -> Flow:
    """Follow statements; names and objects change as they would."""
    for statement in body:
        run.step()
        flow = _statement(run, statement, frame)
        if flow is not NEXT:
            return flow
    return NEXT


def _statement(run: Interpreter, statement: tree.Statement, frame: Frame) -> Flow:
    return _BY_KIND[type(statement)](run, statement, frame) or NEXT


def _assign(run: Interpreter, statement: tree.Assign, frame: Frame) -> None:
    value = run.evaluate(statement.value, frame)
    for target in statement.targets:
        assign(run, target, value, frame)


def _return(run: Interpreter, statement: tree.Return, frame: Frame) -> Flow:
    frame.returned.append(run.evaluate(statement.value, frame) if statement.value else NONE)
    return Flow.RETURN


def _delete(run: Interpreter, statement: tree.Delete, frame: Frame) -> None:
    for target in statement.targets:
        delete(run, target, frame)


def _declare(run: Interpreter, statement: tree.Declare, frame: Frame) -> None:
    frame.declared.update(dict.fromkeys(statement.names, statement.kind))


def _evaluated(run: Interpreter, statement: tree.Evaluate, frame: Frame) -> None:
    run.evaluate(statement.value, frame)


def _asserted(run: Interpreter, statement: tree.Assert, frame: Frame) -> None:
    run.evaluate(statement.test, frame)


def _annotated(run: Interpreter, statement: tree.Annotated, frame: Frame) -> None:
    if statement.value is not None:
        assign(run, statement.target, run.evaluate(statement.value, frame), frame)
    elif frame.kind != "class" and isinstance(statement.target, tree.Name):
        declared = Unknown(UNBOUND, run.evaluate(statement.annotation, frame))
        frame.names.setdefault(statement.target.id, declared)


def _augmented(run: Interpreter, statement: tree.Augmented, frame: Frame) -> None:
    value = run.evaluate(statement.value, frame)
    before = run.evaluate(statement.target, frame)
    if statement.operator == "+" and isinstance(before, Collection) and before.kind == "list":
        found = elements(run, value)
        grow(before, found, len(run.conditions))
        return
    if statement.operator == "|" and isinstance(before, Table) and isinstance(value, Table):
        before.items.update(value.items)
        before.complete = before.complete and value.complete
        return
    assign(run, statement.target, operate(run, statement.operator, before, value), frame)


def _condition(run: Interpreter, test: tree.Expression, frame: Frame, holds: bool) -> Condition:
    text = run.files.text(frame.path)[test.start : test.end] if frame.path in run.trees else ""
    return Condition(Written(frame.path, test), holds, " ".join(text.split()))


def _if(run: Interpreter, statement: tree.If, frame: Frame) -> Flow:
    value = run.evaluate(statement.test, frame)
    answer = True if _is_type_checking(value) else truth(run, value)
    if answer is not None:
        flow = run.execute(statement.body if answer else statement.otherwise, frame)
        if flow is not Flow.RAISE or frame.tried:
            return flow
        # a program that is deployed passes its own guards: `if not SECRET: raise` asks for a variable that is not seen
        return run.execute(statement.otherwise if answer else statement.body, frame)
    return _both(
        run,
        frame,
        [
            (_condition(run, statement.test, frame, True), statement.body),
            (_condition(run, statement.test, frame, False), statement.otherwise),
        ],
    )


def _is_type_checking(value: Value) -> bool:
    return value == External("typing.TYPE_CHECKING")


def _both(run: Interpreter, frame: Frame, branches: list[tuple[Condition | None, Sequence[tree.Statement]]]) -> Flow:
    """Follow every branch from the same start; what goes on afterwards knows what any of them left behind."""
    before = dict(frame.names)
    ends: list[dict[str, Value]] = []
    flows: list[Flow] = []
    for condition, body in branches:
        frame.names.clear()
        frame.names.update(before)
        with run.under(condition):
            flow = run.execute(body, frame)
        flows.append(flow)
        if flow is NEXT:
            ends.append(dict(frame.names))
    merged = ends or [before]
    frame.names.clear()
    for name in {name: None for end in merged for name in end}:
        known = [end[name] for end in merged if name in end]
        # a name without a value raises where it is used: a program that works came by another branch
        found = [value for value in known if not _is_unbound(value)] or known
        frame.names[name] = found[0] if len(found) == 1 else either(found)
    if ends:
        return NEXT
    return next((flow for flow in (Flow.RETURN, Flow.LOOP) if flow in flows), Flow.RAISE)


def _is_unbound(value: Value) -> bool:
    return isinstance(value, Unknown) and value.reason == UNBOUND


def _for(run: Interpreter, statement: tree.For, frame: Frame) -> Flow:
    items = elements(run, run.evaluate(statement.iterable, frame))
    if items is None:
        condition = _condition(run, statement.iterable, frame, True)
        assign(run, statement.target, UNKNOWN, frame)
        with run.under(condition):
            flow = _both(run, frame, [(None, statement.body), (None, ())])
        return NEXT if flow is Flow.LOOP else flow
    for item in items[:MOST_ITERATIONS]:
        assign(run, statement.target, item, frame)
        flow = run.execute(statement.body, frame)
        if flow in {Flow.RETURN, Flow.RAISE}:
            return flow
        if flow is Flow.LOOP and _breaks(statement.body):
            return NEXT
    return run.execute(statement.otherwise, frame)


def _breaks(body: Sequence[tree.Statement]) -> bool:
    """Whether a loop that was left early was left by `break`; a body with both is taken to continue."""
    kinds = {kind for statement in body for kind in _jumps(statement)}
    return kinds == {"break"}


def _jumps(statement: tree.Statement) -> set[str]:
    match statement:
        case tree.Simple(kind=kind):
            return {kind} - {"pass"}
        case tree.If(body=body, otherwise=otherwise):
            return {kind for inner in (*body, *otherwise) for kind in _jumps(inner)}
        case tree.Try(body=body, handlers=handlers):
            blocks = (body, *(handler.body for handler in handlers))
            return {kind for block in blocks for inner in block for kind in _jumps(inner)}
        case tree.With(body=body):
            return {kind for inner in body for kind in _jumps(inner)}
    return set()


def _while(run: Interpreter, statement: tree.While, frame: Frame) -> Flow:
    answer = truth(run, run.evaluate(statement.test, frame))
    if answer is False:
        return run.execute(statement.otherwise, frame)
    flow = _both(run, frame, [(_condition(run, statement.test, frame, True), statement.body), (None, ())])
    return NEXT if flow is Flow.LOOP else flow


def _try(run: Interpreter, statement: tree.Try, frame: Frame) -> Flow:
    """The body is taken to succeed; a handler is followed only where the body surely raises."""
    frame.tried += 1
    flow = run.execute(statement.body, frame)
    frame.tried -= 1
    if flow is Flow.RAISE and statement.handlers:
        flow = _both(run, frame, [(None, handler.body) for handler in statement.handlers])
    elif flow is NEXT:
        flow = run.execute(statement.otherwise, frame)
        _bind_fallbacks(run, statement, frame)
    final = run.execute(statement.final, frame)
    return flow if final is NEXT else final


def _bind_fallbacks(run: Interpreter, statement: tree.Try, frame: Frame) -> None:
    """A name that only a handler binds may still be bound."""
    for handler in statement.handlers:
        for inner in handler.body:
            if isinstance(inner, tree.Assign):
                for target in inner.targets:
                    if isinstance(target, tree.Name) and target.id not in frame.names:
                        frame.names[target.id] = UNKNOWN


def _with(run: Interpreter, statement: tree.With, frame: Frame) -> Flow:
    for item in statement.items:
        manager = run.evaluate(item.value, frame)
        if item.target is not None:
            assign(run, item.target, _entered(manager), frame)
    return run.execute(statement.body, frame)


def _entered(manager: Value) -> Value:
    """What `with manager as name` binds: most managers give themselves, a generator gives what it yields."""
    if isinstance(manager, Collection) and manager.kind == "generator":
        return manager.items[0] if manager.items else UNKNOWN
    return manager


def _match(run: Interpreter, statement: tree.Match, frame: Frame) -> Flow:
    subject = run.evaluate(statement.subject, frame)
    open_cases: list[tuple[Condition | None, Sequence[tree.Statement]]] = []
    for case in statement.cases:
        for name in case.names:
            frame.store(name, UNKNOWN)
        answer = _case_matches(run, case, subject, frame)
        if answer is True and not open_cases:
            return run.execute(case.body, frame)
        if answer is not False:
            open_cases.append((_condition(run, statement.subject, frame, True), case.body))
        if answer is True:
            break
    else:
        open_cases.append((None, ()))
    return _both(run, frame, open_cases) if open_cases else NEXT


def _case_matches(run: Interpreter, case: tree.Case, subject: Value, frame: Frame) -> bool | None:
    if case.guard is not None:
        return None
    if case.wildcard:
        return True
    if case.pattern is None:
        return None
    patterns = case.pattern.items if isinstance(case.pattern, tree.Sequence) else (case.pattern,)
    answers = [truth(run, operate(run, "==", subject, run.evaluate(item, frame))) for item in patterns]
    if True in answers:
        return True
    return None if None in answers else False


_BY_KIND: dict[type, Callable[[Interpreter, Any, Frame], Flow | None]] = {
    tree.Evaluate: _evaluated,
    tree.Assign: _assign,
    tree.Annotated: _annotated,
    tree.Augmented: _augmented,
    tree.Alias: lambda run, node, frame: frame.store(node.name, run.evaluate(node.value, frame)),
    tree.Import: import_modules,
    tree.ImportFrom: import_from,
    tree.Function: lambda run, node, frame: frame.store(node.name, define_function(run, node, frame)),
    tree.Class: lambda run, node, frame: frame.store(node.name, define_class(run, node, frame)),
    tree.Return: _return,
    tree.Raise: lambda run, node, frame: Flow.RAISE,
    tree.If: _if,
    tree.For: _for,
    tree.While: _while,
    tree.Try: _try,
    tree.With: _with,
    tree.Match: _match,
    tree.Delete: _delete,
    tree.Declare: _declare,
    tree.Simple: lambda run, node, frame: NEXT if node.kind == "pass" else Flow.LOOP,
    tree.Assert: _asserted,
}
