"""What an annotation names, also where it is written as a string."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.names.values import UNKNOWN, Known, Value
from fastdoctor.syntax import tree
from fastdoctor.syntax.budget import GivenUp
from fastdoctor.syntax.python import parse_module

if TYPE_CHECKING:
    from fastdoctor.names.frames import Frame
    from fastdoctor.names.interpreter import Interpreter

LONGEST_ANNOTATION = 1_000


def annotation_value(run: Interpreter, annotation: tree.Expression, frame: Frame) -> Value:
    """The type behind an annotation."""
    value = run.resolve(run.evaluate(annotation, frame))
    if isinstance(value, Known) and isinstance(value.value, str):
        return forward_reference(run, value.value, frame)
    return value


def forward_reference(run: Interpreter, text: str, frame: Frame) -> Value:
    """The type that a string annotation names, looked up where the annotation stands."""
    if len(text) > LONGEST_ANNOTATION:
        return UNKNOWN
    try:
        body = parse_module("", text.strip()).body
    except GivenUp:
        return UNKNOWN
    if len(body) != 1 or not isinstance(body[0], tree.Evaluate):
        return UNKNOWN
    return run.resolve(run.evaluate(body[0].value, frame))
