"""What a rule may ask of a class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.names.classes import ancestors, fields
from fastdoctor.names.types import class_names
from fastdoctor.names.values import ClassValue, FunctionValue, Site, Unknown
from fastdoctor.project.calls import Call
from fastdoctor.project.expressions import Expression, Piece, Place, expression
from fastdoctor.project.functions import Function, function_of
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import walk_scope

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

MODELS = (
    "pydantic.BaseModel", "pydantic_settings.BaseSettings", "sqlmodel.SQLModel", "beanie.Document",
    "fastapi_users.schemas.BaseUser", "fastapi_users.schemas.BaseUserCreate", "fastapi_users.schemas.BaseUserUpdate",
)  # fmt: skip
"""Pydantic's class of models, and those that other packages derive from it."""


class Field(Piece, frozen=True, eq=False):
    """An annotated or assigned name of a class body; its place is the name."""

    name: str
    owner: Class
    annotation: Expression | None
    default: Expression | None


class Class(Place, frozen=True, eq=False):
    """A class of the project; its place is its name."""

    value: ClassValue

    @property
    def site(self) -> Site:
        return self.value.site

    @property
    def node(self) -> tree.Class:
        return self.value.node

    @property
    def name(self) -> str:
        return self.value.node.name

    @property
    def names(self) -> tuple[str, ...]:
        """The dotted names of the class and its bases."""
        return class_names(self.run, self.value)

    def derives_from(self, *wanted: str) -> bool:
        """Whether it surely derives from one of these classes."""
        return not set(wanted).isdisjoint(self.names)

    @property
    def bases(self) -> tuple[Expression, ...]:
        return tuple(self.expression(base) for base in self.node.bases)

    @property
    def has_unknown_bases(self) -> bool:
        """Whether a base is not proven, so that more may be inherited than is known."""
        return any(isinstance(base, Unknown) for base in ancestors(self.run, self.value))

    def inherits(self, name: str) -> bool:
        """Whether a base class of the project declares or assigns a name."""
        bases = [base for base in ancestors(self.run, self.value) if isinstance(base, ClassValue)][1:]
        declared = (getattr(item.target, "id", "") for base in bases for item in fields(base))
        return any(name in base.names for base in bases) or name in declared

    def expression(self, node: tree.Expression) -> Expression:
        """An expression of its body or head."""
        return expression(self.run, self.site.path, node, self.value.frame)

    def fields(self) -> Iterator[Field]:
        """The names that its own body declares or assigns, in order."""
        for statement in self.node.body:
            if isinstance(statement, tree.Annotated) and isinstance(statement.target, tree.Name):
                default = self.expression(statement.value) if statement.value is not None else None
                yield self._field(statement.target, self.expression(statement.annotation), default)
            elif isinstance(statement, tree.Assign):
                for target in statement.targets:
                    if isinstance(target, tree.Name):
                        yield self._field(target, None, self.expression(statement.value))

    def _field(self, target: tree.Name, annotation: Expression | None, default: Expression | None) -> Field:
        return Field(self.run, self.value.path, target, target.id, self, annotation, default)

    def methods(self) -> Iterator[Function]:
        """The functions of its own body, in order."""
        for statement in self.node.body:
            if isinstance(statement, tree.Function):
                value = self.value.names.get(statement.name)
                if isinstance(value, FunctionValue) and value.node is statement:
                    yield function_of(self.run, value)

    def inner(self, name: str) -> Class | None:
        """A class defined in its own body (`class Config`)."""
        value = self.value.names.get(name)
        return class_of(self.run, value) if isinstance(value, ClassValue) else None

    def calls(self) -> Iterator[Call]:
        """The calls that run when its body runs, methods left out."""
        for node in walk_scope(self.node.body):
            if isinstance(node, tree.Call):
                yield Call(self.run, self.value.path, node, self.value.frame)


def class_of(run: Interpreter, value: ClassValue) -> Class:
    """A class value as a rule sees it."""
    return Class(run, value)
