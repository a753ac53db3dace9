"""What a rule may ask of a function."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from fastdoctor.names.frames import Frame
from fastdoctor.names.scopes import function_frame
from fastdoctor.names.values import FunctionValue, Site
from fastdoctor.project.calls import Call
from fastdoctor.project.expressions import Expression, Piece, Place, expression
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import has_yield, own_nodes, walk_scope

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter


Sought: TypeAlias = "str | re.Pattern[str]"


class Function(Place, frozen=True, eq=False):
    """A function of the project; its place is its name."""

    value: FunctionValue

    @property
    def site(self) -> Site:
        return self.value.site

    @property
    def node(self) -> tree.Function | tree.Lambda:
        return self.value.node

    @property
    def name(self) -> str:
        return getattr(self.node, "name", "<lambda>")

    @property
    def is_async(self) -> bool:
        return self.value.is_async

    @property
    def is_generator(self) -> bool:
        return isinstance(self.node, tree.Function) and has_yield(self.node)

    @property
    def frame(self) -> Frame:
        """The scope of its body, as it is now."""
        return function_frame(self.run, self.value)

    @property
    def body(self) -> tuple[tree.Statement, ...]:
        """Its statements; a lambda has one that returns."""
        if isinstance(self.node, tree.Lambda):
            return (tree.Return(self.node.body.start, self.node.body.end, self.node.body),)
        return self.node.code.body

    @property
    def parameters(self) -> tuple[tree.Parameter, ...]:
        return self.node.parameters

    def parameter(self, name: str) -> Place:
        """The place of a parameter."""
        found = next(parameter for parameter in self.parameters if parameter.name == name)
        return Piece(self.run, self.value.path, found)

    def defaults(self) -> Iterator[Expression]:
        """The defaults of its parameters."""
        for parameter in self.parameters:
            if parameter.default is not None:
                yield expression(self.run, self.value.path, parameter.default, self.value.frame)

    @property
    def decorators(self) -> tuple[Expression, ...]:
        """Its decorators, outermost first."""
        written = self.node.decorators if isinstance(self.node, tree.Function) else ()
        return tuple(expression(self.run, self.value.path, node, self.value.frame) for node in written)

    def nodes(self) -> Iterator[tree.Node]:
        """Every node that runs in its own body, in order; functions inside it are not entered."""
        return iter(own_nodes(self.node)) if isinstance(self.node, tree.Function) else walk_scope(self.body)

    def expression(self, node: tree.Expression) -> Expression:
        """An expression of its body."""
        return expression(self.run, self.value.path, node, self.frame)

    def place(self, node: tree.Node) -> Place:
        """A node of its body as a place."""
        return Piece(self.run, self.value.path, node)

    def mentions(self, words: Iterable[Sought]) -> bool:
        """Whether the text of its body holds one of these words; it need not be parsed for that."""
        code = self.node.code if isinstance(self.node, tree.Function) else self.node.body
        return holds_one_of(self.run.files.text(self.value.path), words, code.start, code.end)

    def calls(self) -> Iterator[Call]:
        """The calls in its own body."""
        nodes = tuple(self.nodes())
        awaited = {id(node.value) for node in nodes if isinstance(node, tree.Await)}
        for node in nodes:
            if isinstance(node, tree.Call):
                yield Call(self.run, self.value.path, node, self.frame, self, id(node) in awaited)

    def attributes(self) -> Iterator[Expression]:
        """The attributes that its own body reads (`request.headers`)."""
        for node in self.nodes():
            if isinstance(node, tree.Attribute):
                yield self.expression(node)

    def returns(self) -> Iterator[Expression]:
        """What its `return` statements give."""
        for node in self.nodes():
            if isinstance(node, tree.Return) and node.value is not None:
                yield self.expression(node.value)

    def raises(self) -> Iterator[Expression]:
        """What its `raise` statements raise."""
        for node in self.nodes():
            if isinstance(node, tree.Raise) and node.value is not None:
                yield self.expression(node.value)


def holds_one_of(text: str, words: Iterable[Sought], start: int, end: int) -> bool:
    """Whether one of these words, or what a pattern finds, stands between two places of a text."""
    return any(
        text.find(word, start, end) >= 0 if isinstance(word, str) else word.search(text, start, end) is not None
        for word in words
    )


def function_of(run: Interpreter, value: FunctionValue) -> Function:
    """A function value as a rule sees it."""
    return Function(run, value)
