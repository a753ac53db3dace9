"""What a rule may ask of a piece of source: its value, its place, its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.finding import Finding, Fix, Location, Region, Related, Severity
from fastdoctor.names.alternatives import options
from fastdoctor.names.classes import origin
from fastdoctor.names.frames import Frame
from fastdoctor.names.operators import plain, truth
from fastdoctor.names.targets import elements
from fastdoctor.names.types import class_names, names_of, type_names
from fastdoctor.names.values import UNKNOWN, Known, Site, Table, Value
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter


def locate(run: Interpreter, site: Site) -> Location:
    """The location of a span of a Python file."""
    source = run.syntax(site.path)
    if source is None:
        return Location(site.path)
    starts = source.line_starts
    first, last = bisect_right(starts, site.start) - 1, bisect_right(starts, site.end) - 1
    region = Region(first + 1, site.start - starts[first] + 1, last + 1, site.end - starts[last] + 1)
    return Location(site.path, region)


class Place(Struct, frozen=True, eq=False):
    """A piece of source that a finding can stand on. What it is made of says where it stands, also after an edit."""

    run: Interpreter

    @property
    def site(self) -> Site:
        """Where it stands."""
        raise NotImplementedError

    @property
    def location(self) -> Location:
        return locate(self.run, self.site)

    @property
    def text(self) -> str:
        """The source text."""
        return self.run.files.text(self.site.path)[self.site.start : self.site.end]

    def finding(
        self,
        message: str,
        label: str = "",
        help: str = "",
        related: Iterable[Related] = (),
        severity: Severity | None = None,
        fix: Fix | None = None,
    ) -> Finding:
        """A finding whose primary range is this place."""
        return Finding(message, self.location, label, help, tuple(related), severity, fix)

    def related(self, role: str) -> Related:
        """This place as a related one of another finding."""
        return Related(self.location, role)


class Span(Place, frozen=True, eq=False):
    """A piece of source that is known by nothing but its place; it is not kept over an edit of its file."""

    site: Site


class Piece(Place, frozen=True, eq=False):
    """A node of a file."""

    path: str
    node: tree.Node

    @property
    def site(self) -> Site:
        return Site(self.path, self.node.start, self.node.end)


class Expression(Piece, frozen=True, eq=False):
    """An expression of the project; questions about what the source does not prove answer no."""

    node: tree.Expression
    value: Value

    @property
    def options(self) -> tuple[Value, ...]:
        """Every value that it may have."""
        return tuple(self.run.resolve(option) for option in options(self.run.resolve(self.value)))

    @property
    def constant(self) -> object:
        """Its Python constant if it surely has exactly one; else Ellipsis."""
        found = plain(self.run, self.value)
        return found.value if isinstance(found, Known) and found.certain else ...

    def equals(self, wanted: object) -> bool:
        """Whether it surely is this constant, whatever alternative is taken."""
        return all(
            isinstance(found, Known) and found.certain and found.value == wanted and type(found.value) is type(wanted)
            for found in (plain(self.run, option) for option in self.options)
        )

    @property
    def is_true(self) -> bool:
        """Whether it surely counts as true."""
        return truth(self.run, self.value) is True

    @property
    def is_false(self) -> bool:
        """Whether it surely counts as false."""
        return truth(self.run, self.value) is False

    def entry(self, key: str) -> object:
        """The constant under a key where it surely is a dict that has it; else Ellipsis."""
        tables = [option for option in self.options if isinstance(option, Table)]
        values = [plain(self.run, table.items.get(key, UNKNOWN)) for table in tables]
        same = len(tables) == len(self.options) and all(value == values[0] for value in values)
        return values[0].value if same and values and isinstance(values[0], Known) else ...

    @property
    def constants(self) -> tuple[object, ...]:
        """The constants among its items."""
        return tuple(item.value for item in self.items if isinstance(item, Known))

    def is_instance_of(self, *wanted: str) -> bool:
        """Whether it surely is an object of one of these classes, whatever alternative is taken."""
        return all(not set(wanted).isdisjoint(type_names(self.run, option)) for option in self.options)

    @property
    def items(self) -> tuple[Value, ...]:
        """The items that it may have, those of every alternative; () for something that is no collection."""
        return tuple(found for option in self.options for found in _items(self.run, option))

    @property
    def item_expressions(self) -> tuple[Expression, ...]:
        """The items as written, where it is a list, tuple or set display."""
        if not isinstance(self.node, tree.Sequence):
            return ()
        listed = elements(self.run, self.value) or []
        if len(listed) != len(self.node.items):
            return ()
        pairs = zip(self.node.items, listed, strict=True)
        return tuple(Expression(self.run, self.path, node, item) for node, item in pairs)

    def contains(self, wanted: object) -> bool:
        """Whether it surely is a collection that has this constant as an item, whatever alternative is taken."""
        return all(
            any(isinstance(item, Known) and item.certain and item.value == wanted for item in _items(self.run, option))
            for option in self.options
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The dotted names that it goes by ("httpx.Client.get"), every alternative's; () without one."""
        return names_of(self.run, self.value)

    def is_named(self, *wanted: str) -> bool:
        """Whether one of its dotted names is one of these."""
        return not set(wanted).isdisjoint(self.names)

    @property
    def types(self) -> tuple[str, ...]:
        """The dotted names of the types that its value has, bases included."""
        return tuple(dict.fromkeys(name for option in self.options for name in type_names(self.run, option)))

    @property
    def class_names(self) -> tuple[str, ...]:
        """For a class: its dotted name and those of its bases."""
        return class_names(self.run, origin(self.run, self.value))


def _items(run: Interpreter, value: Value) -> tuple[Value, ...]:
    found = None if isinstance(value, Known) else elements(run, value)
    return tuple(plain(run, item) for item in found or ())


def expression(
    run: Interpreter, path: str, node: tree.Expression, frame: Frame | None = None, value: Value | None = None
) -> Expression:
    """An expression node as a rule sees it, evaluated in a frame unless its value is known."""
    if value is None and frame is not None:
        with run.quietly():
            value = evaluated(run, node, frame)
    return Expression(run, path, node, run.resolve(value or UNKNOWN))


def evaluated(run: Interpreter, node: tree.Expression, frame: Frame) -> Value:
    """The value of an expression, UNKNOWN where finding it takes too long."""
    from fastdoctor.names.exhaustion import Exhausted

    try:
        return run.evaluate(node, frame)
    except (Exhausted, RecursionError):
        return UNKNOWN
