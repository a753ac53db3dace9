"""When does a piece of source run, and what runs instead?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fastdoctor.names.frames import Frame
from fastdoctor.names.operators import truth
from fastdoctor.pattern import pattern
from fastdoctor.project.expressions import Place, evaluated
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import walk

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

_ENVIRONMENT = pattern(r"(?i)dev|debug|local|test|prod|stag")
_DEVELOPMENT = pattern(r"(?i)dev|debug|local|test")
_NEGATION = pattern(r"\bnot\b|!=")
_VERSION = pattern(r"(?i)(?:pydantic|fastapi|starlette)\W?(?:\w*version|_?v\d)")
_LEAVING = (tree.Return, tree.Raise)


def is_of_one_environment(place: Place) -> bool:
    """Whether it stands under an `if` that asks for the environment (`if settings.debug:`, `if ENV == "local":`)."""
    return any(_ENVIRONMENT.search(test) for test, _ in _tests_around(place))


def is_for_development(place: Place) -> bool:
    """Whether it stands in a branch that a developer's machine takes: `if debug:`, or the other of `if production:`."""
    for test, is_body in _tests_around(place):
        if _ENVIRONMENT.search(test):
            holds = is_body != bool(_NEGATION.search(test))
            if holds == bool(_DEVELOPMENT.search(test)):
                return True
    return False


def is_tested(place: Place, word: str) -> bool:
    """Whether it stands under an `if` that speaks of this word (`if hasattr(app, "word"):`)."""
    return any(word in test for test, _ in _tests_around(place))


def may_fail(place: Place, error: str) -> bool:
    """Whether this error is caught around a place, and nothing raised instead: the program does without it."""
    source = place.run.syntax(place.site.path)
    for node in walk(source.body) if source is not None else ():
        if not node.start <= place.site.start < node.end:
            continue
        if isinstance(node, tree.With) and any(_suppresses(item.value, error) for item in node.items):
            return True
        if isinstance(node, tree.Try) and node.body[0].start <= place.site.start < node.body[-1].end:
            for handler in node.handlers:
                raises = any(isinstance(inner, tree.Raise) for inner in walk(handler.body))
                if _catches(handler.type, error) and not raises:
                    return True
    return False


def _suppresses(manager: tree.Expression, error: str) -> bool:
    called = manager.function if isinstance(manager, tree.Call) else None
    named = getattr(called, "id", getattr(called, "name", ""))
    return (
        isinstance(manager, tree.Call)
        and named == "suppress"
        and any(_catches(item, error) for item in manager.arguments)
    )


def _catches(kind: tree.Expression | None, error: str) -> bool:
    if isinstance(kind, tree.Sequence):
        return any(_catches(item, error) for item in kind.items)
    return kind is None or getattr(kind, "id", getattr(kind, "name", "")) in {error, "Exception", "BaseException"}


def version_answer(run: Interpreter, test: tree.Expression, frame: Frame) -> bool | None:
    """What a test for the version of a framework surely answers (`if PYDANTIC_V2:`); None for any other test."""
    if _VERSION.search(run.files.text(frame.path), test.start, test.end) is None:
        return None
    with run.quietly():
        return truth(run, evaluated(run, test, frame))


def instead_of(place: Place) -> Iterator[tree.Node]:
    """Every node of what runs where a place does not: in the other branches of the `if`, `try` and conditional
    expressions around it, and beside an `if` that leaves the function."""
    source = place.run.syntax(place.site.path)
    for block in _instead(source.body if source is not None else (), place.site.start):
        yield from walk(block)


def _instead(block: Sequence[tree.Statement], at: int) -> Iterator[tuple[tree.Node, ...]]:
    for index, statement in enumerate(block):
        if isinstance(statement, tree.If) and statement.end <= at and _leaves(statement.body):
            yield statement.body
        if not statement.start <= at < statement.end:
            continue
        blocks = _blocks(statement)
        inside = next((inner for inner in blocks if inner and inner[0].start <= at < inner[-1].end), ())
        if isinstance(statement, (tree.If, tree.Try)):
            yield from (inner for inner in blocks if inner is not inside)
        if isinstance(statement, tree.If) and inside is statement.body and _leaves(inside):
            yield tuple(block[index + 1 :])
        yield from _instead(inside, at)
        if not inside:
            yield from _of_conditionals(statement, at)
        return


def _of_conditionals(statement: tree.Statement, at: int) -> Iterator[tuple[tree.Node, ...]]:
    for node in walk(statement):
        if isinstance(node, tree.Conditional):
            for one, other in ((node.body, node.otherwise), (node.otherwise, node.body)):
                if one.start <= at < one.end:
                    yield (tree.Evaluate(other.start, other.end, other),)


def _leaves(block: Sequence[tree.Statement]) -> bool:
    return bool(block) and isinstance(block[-1], _LEAVING)


def _blocks(statement: tree.Statement) -> tuple[tuple[tree.Statement, ...], ...]:
    """The blocks of a compound statement, in order of writing."""
    match statement:
        case tree.If() | tree.For() | tree.While():
            return statement.body, getattr(statement, "otherwise", ())
        case tree.Try():
            return statement.body, *(handler.body for handler in statement.handlers), statement.otherwise
        case tree.Function() | tree.Class() | tree.With():
            return (statement.body,)
        case tree.Match():
            return tuple(case.body for case in statement.cases)
    return ()


def _tests_around(place: Place) -> Iterator[tuple[str, bool]]:
    """The tests around a place, and whether it stands where the test holds."""
    source = place.run.syntax(place.site.path)
    for node in walk(source.body) if source is not None else ():
        if isinstance(node, (tree.If, tree.Conditional)) and node.start <= place.site.start < node.end:
            test = node.test
            if not test.start <= place.site.start < test.end:
                text = place.run.files.text(place.site.path)[test.start : test.end]
                body = node.body if isinstance(node, tree.If) else (node.body,)
                yield text, any(item.start <= place.site.start < item.end for item in body)
