"""What an expression can be worth: the values that reading a program proves.

A value the source does not prove is `UNKNOWN`, and every question about it answers no. Values have an identity, like
the objects they stand for: a router is the same router wherever it is imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, Union

from msgspec import Struct, field

from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.frames import Frame


class Site(Struct, frozen=True):
    """A piece of a project's source: a file and a span of offsets in it."""

    path: str
    start: int
    end: int


class Written(Struct, frozen=True):
    """Something that is written in a project's source; its site is where it stands now, also after an edit."""

    path: str
    node: tree.Node

    @property
    def site(self) -> Site:
        return Site(self.path, self.node.start, self.node.end)


class Known(Struct, frozen=True):
    """A constant of Python: str, bytes, int, float, bool, None or Ellipsis.

    `certain` is False for an item that a collection only has under an unproven condition, and for what is made of it.
    """

    value: object
    certain: bool = True


class Unknown(Struct, frozen=True):
    """A value that the source does not prove; `type` is the value it is declared to be an instance of, if any."""

    reason: str = ""
    type: Value | None = None


class Template(Struct, frozen=True):
    """A string with unproven pieces: each part is a text or None."""

    parts: tuple[str | None, ...]


class Collection(Struct, eq=False):
    """A list, tuple or set; `kind` is its type's name, `complete` is False where items may be missing."""

    kind: str
    items: list[Value]
    complete: bool = True
    conditions: int = 0
    """How many unproven conditions it was made under."""


class Table(Struct, eq=False):
    """A dict with constant keys; `complete` is False where entries may be missing."""

    items: dict[Any, Value]
    complete: bool = True


class External(Struct, frozen=True):
    """Something defined outside the project, by its full dotted name."""

    name: str


class ModuleValue(Struct, eq=False):
    """A module of the project; its names are filled in when it is first needed."""

    name: str
    path: str
    frame: Frame | None = None
    evaluated: bool = False


class FunctionValue(Struct, eq=False):
    """A function or lambda of the project.

    `frame` is where it was defined; `qualname` as Python would print it; `wraps` is the function that
    `functools.wraps` makes it look like; `decorators` are the values of its decorators, outermost first.
    """

    node: tree.Function | tree.Lambda
    path: str
    frame: Frame
    qualname: str
    module: str
    defaults: dict[str, Value] = field(default_factory=dict)
    decorators: tuple[Value, ...] = ()
    owner: ClassValue | None = None
    kind: str = "function"
    wraps: Value | None = None
    attributes: dict[str, Value] = field(default_factory=dict)
    scope: Frame | None = None
    """Its names without following a call of it; `scopes.function_frame` fills it in."""
    scope_version: int = 0
    """Which version of its code the scope is of."""
    result: Value | None = None
    """What it gives whatever it is called with; `results.result_of` fills it in."""

    @property
    def is_async(self) -> bool:
        return isinstance(self.node, tree.Function) and self.node.is_async

    @property
    def site(self) -> Site:
        if isinstance(self.node, tree.Function):
            return Site(self.path, self.node.name_start, self.node.name_start + len(self.node.name))
        return Site(self.path, self.node.start, self.node.end)


class ClassValue(Struct, eq=False):
    """A class of the project; `bases` in order of writing, `names` its namespace."""

    node: tree.Class
    path: str
    frame: Frame
    qualname: str
    module: str
    bases: tuple[Value, ...]
    names: dict[str, Value]
    keywords: dict[str, Value] = field(default_factory=dict)
    decorators: tuple[Value, ...] = ()
    type_arguments: tuple[Value, ...] = ()
    order: tuple[Value, ...] = ()
    """It and its bases in the order of look-up; `classes.ancestors` fills it in."""

    @property
    def site(self) -> Site:
        return Site(self.path, self.node.name_start, self.node.name_start + len(self.node.name))


class Invocation(Struct, eq=False):
    """A call that was met: who was called with what, where, under which unproven conditions.

    `order` counts calls through the run; `phase` is "import" or "startup"; `loose` is True where positional or
    keyword arguments may be missing (`*args` or `**kwargs` of unknown value); `applied` is the function that a
    decorator made by this call was applied to, `prefix` what its router's prefix was at that moment.
    """

    callee: Value
    arguments: tuple[Value, ...]
    keywords: dict[str, Value]
    node: tree.Call | None
    path: str
    order: int
    conditions: tuple[Condition, ...] = ()
    phase: str = "import"
    loose: bool = False
    frame: Frame | None = None
    spread: dict[str, tuple[str, tree.Expression]] = field(default_factory=dict)
    applied: Value | None = None
    prefix: Value | None = None

    @property
    def site(self) -> Site:
        return Site(self.path, self.node.start, self.node.end) if self.node else Site(self.path, 0, 0)

    @property
    def head(self) -> Site:
        """The name before the parenthesis: a place that fits on a line."""
        if self.node is None:
            return self.site
        return Site(self.path, self.node.function.start, self.node.function.end)

    def argument(self, name: str, position: int | None = None) -> Value | None:
        """The value given for a parameter, by name or else by position; None where it is not given."""
        if name in self.keywords:
            return self.keywords[name]
        if position is not None and position < len(self.arguments):
            return self.arguments[position]
        return None

    def expression(self, name: str, position: int | None = None) -> tuple[str, tree.Expression] | None:
        """The path and the expression that gave an argument, where it stands in the call itself."""
        if name in self.spread:
            return self.spread[name]
        if self.node is None:
            return None
        for keyword in self.node.keywords:
            if keyword.name == name:
                return self.path, keyword.value
        if position is not None and position < len(self.node.arguments):
            argument = self.node.arguments[position]
            return None if isinstance(argument, tree.Starred) else (self.path, argument)
        return None


class Condition(Struct, frozen=True):
    """An unproven test on the way to a call, its text, and the answer that leads there."""

    test: Written
    holds: bool
    text: str

    @property
    def site(self) -> Site:
        return self.test.site


class Instance(Struct, eq=False):
    """An object: of a project's class, or of an external one.

    `construction` is the call that made it; `journal` holds every call of an external method on it, in order.
    """

    type: Value
    attributes: dict[str, Value] = field(default_factory=dict)
    construction: Invocation | None = None
    journal: list[Invocation] = field(default_factory=list)


class Method(Struct, eq=False):
    """A function or external method bound to its receiver; `owner` is the class it was found on."""

    receiver: Value
    function: FunctionValue | str
    owner: Value | None = None


class Partial(Struct, eq=False):
    """`functools.partial(function, ...)`."""

    function: Value
    arguments: tuple[Value, ...]
    keywords: dict[str, Value]


class Returned(Struct, eq=False):
    """What a call of something external gave back."""

    invocation: Invocation
    name: str | None = None
    """The dotted name by which it is known; `types.name_of` fills it in."""

    @property
    def callee(self) -> Value:
        return self.invocation.callee


class Super(Struct, eq=False):
    """`super()` inside a method of `owner`, for `receiver`."""

    owner: ClassValue
    receiver: Value


class Generic(Struct, eq=False):
    """`origin[arguments]`, as in an annotation."""

    origin: Value
    arguments: tuple[Value, ...]
    node: tree.Subscript | None = None
    path: str = ""


class Either(Struct, eq=False):
    """One of several values, depending on what the source does not prove."""

    options: tuple[Value, ...]


class Awaitable(Struct, eq=False):
    """A coroutine of the project's own: what awaiting it gives."""

    result: Value


class Lazy(Struct, eq=False):
    """A name imported from a module that is read only when the name is needed."""

    module: ModuleValue
    name: str


Value: TypeAlias = Union[  # noqa: UP007
    Known, Unknown, Template, Collection, Table, External, ModuleValue, FunctionValue, ClassValue, Instance, Method,
    Partial, Returned, Super, Generic, Either, Awaitable, Lazy,
]  # fmt: skip

UNKNOWN = Unknown()
NONE = Known(None)
