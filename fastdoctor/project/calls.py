"""What a rule may ask of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.finding import Edit
from fastdoctor.names.frames import Frame
from fastdoctor.names.values import Invocation, Site, Value
from fastdoctor.project.editing import with_keyword, without_keyword
from fastdoctor.project.expressions import Expression, Piece, Place, expression
from fastdoctor.project.importing import Spelling, spelled
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project.functions import Function


class Call(Piece, frozen=True, eq=False):
    """A call in the source. `function` is the function around it, None at module level."""

    node: tree.Call
    frame: Frame
    function: Function | None = None
    awaited: bool = False

    @property
    def callee(self) -> Expression:
        """What is called; its place is the name or dotted name before the parenthesis."""
        return expression(self.run, self.path, self.node.function, self.frame)

    @property
    def value(self) -> Expression:
        """The call as an expression."""
        return expression(self.run, self.path, self.node, self.frame)

    def __getitem__(self, name: str) -> Expression | None:
        """The argument given by this keyword; None where there is none."""
        return self.argument(name)

    def argument(self, name: str, position: int | None = None) -> Expression | None:
        """The argument given for a parameter, by keyword or else by position; None where it is not written."""
        for keyword in self.node.keywords:
            if keyword.name == name:
                return expression(self.run, self.path, keyword.value, self.frame)
        if position is not None and position < len(self.node.arguments):
            given = self.node.arguments[: position + 1]
            if not any(isinstance(argument, tree.Starred) for argument in given):
                return expression(self.run, self.path, given[position], self.frame)
        return None

    @property
    def keywords(self) -> tuple[str, ...]:
        """The keywords written, in order."""
        return tuple(keyword.name for keyword in self.node.keywords if keyword.name)

    def with_keyword(self, keyword: str) -> tuple[Edit, ...]:
        """The edits that add a keyword argument ("secure=True") to it."""
        return with_keyword(self.run, self.path, self.node, keyword)

    def spelled(self, name: str) -> Spelling | None:
        """How its file says a dotted name of something external, with the import that this takes."""
        return spelled(self.run, self.path, name)

    def keyword_place(self, name: str) -> Place:
        """The place of `name=value`."""
        found = next(keyword for keyword in self.node.keywords if keyword.name == name)
        return Piece(self.run, self.path, found)

    @property
    def is_loose(self) -> bool:
        """Whether `*args` or `**kwargs` may give more arguments."""
        return any(isinstance(argument, tree.Starred) for argument in self.node.arguments) or any(
            not keyword.name for keyword in self.node.keywords
        )


class Made(Place, frozen=True, eq=False):
    """A call that the model followed (the making of an application, a registration), with its arguments' values."""

    invocation: Invocation

    @property
    def site(self) -> Site:
        return self.invocation.head

    def __getitem__(self, name: str) -> Expression | None:
        return self.argument(name)

    def argument(self, name: str, position: int | None = None) -> Expression | None:
        """The argument that reached the parameter, also through `**options` and helpers; None where none did.

        Its place is the argument as written if it stands in the call itself, else the call.
        """
        value = self.invocation.argument(name, position)
        if value is None:
            return None
        written = self.invocation.expression(name, position)
        path, node = written if written else (self.invocation.path, self.invocation.node)
        return expression(self.run, path, node, value=value) if node is not None else None

    def with_keyword(self, keyword: str) -> tuple[Edit, ...]:
        """The edits that add a keyword argument ("secure=True") to the call as written, () where that cannot be."""
        node = self.invocation.node
        return with_keyword(self.run, self.invocation.path, node, keyword) if node is not None else ()

    def without_keyword(self, name: str) -> tuple[Edit, ...]:
        """The edits that take a keyword argument out of the call as written, () where it does not stand there."""
        node = self.invocation.node
        return without_keyword(self.run, self.invocation.path, node, name) if node is not None else ()

    @property
    def keywords(self) -> dict[str, Value]:
        """The keyword arguments that reached the call."""
        return self.invocation.keywords

    @property
    def is_loose(self) -> bool:
        """Whether there may be more arguments than are known."""
        return self.invocation.loose
