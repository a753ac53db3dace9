"""What a function does: its statements, read when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastdoctor.syntax.tree import Node, Statement


class Reading:
    """What came up while the functions of a text were read one by one."""

    __slots__ = ("broken", "expected", "followed", "functions", "look")

    def __init__(self) -> None:
        self.broken: list[tuple[int, int]] = []
        """The spans that are no Python, or cost too much."""
        self.functions = 0
        """How many functions were parsed by themselves."""
        self.look: Callable[[], bool] | None = None
        """Who wants to know when somebody looks into a function; the answer is whether nothing is built on it."""
        self.followed: set[Code] = set()
        """The functions that something is built on; known only where somebody wants to know who looks."""
        self.expected: dict[Code, dict[object, Callable[[], bool]]] = {}
        """What was concluded from functions without following them, by who did: whether it still holds."""

    def watch(self, look: Callable[[], bool] | None) -> None:
        """Tell when somebody looks into a function, or nobody; nothing is built on any of them yet."""
        self.look = look
        self.followed.clear()
        self.expected.clear()


class Code:
    """The statements of a function, read when they are first asked for; their place in the text is known before."""

    __slots__ = ("_body", "_nodes", "_read", "end", "reading", "start", "version")

    def __init__(
        self, start: int, end: int, read: Callable[[int, int], tuple[Statement, ...]] | None, reading: Reading
    ) -> None:
        self.start, self.end, self.reading = start, end, reading
        self._read = read
        self._body: tuple[Statement, ...] = ()
        self._nodes: tuple[Node, ...] | None = None
        self.version = 0
        """Counts the texts that the function has had."""

    @property
    def body(self) -> tuple[Statement, ...]:
        self._looked_into()
        return self._statements()

    def nodes(self, collect: Callable[[tuple[Statement, ...]], tuple[Node, ...]]) -> tuple[Node, ...]:
        """What `collect` makes of the statements; it is always the same function and asked once."""
        self._looked_into()
        if self._nodes is None:
            self._nodes = collect(self._statements())
        return self._nodes

    @property
    def body_unseen(self) -> tuple[Statement, ...]:
        """The statements, for those who tell by themselves what they conclude from them (`expect`)."""
        return self._statements()

    def follow(self) -> None:
        """Somebody builds on these statements: after an edit of them all is to be read anew."""
        if self.reading.look is not None:
            self.reading.followed.add(self)

    @property
    def is_followed(self) -> bool:
        return self in self.reading.followed

    def expect(self, by: object, holds: Callable[[], bool]) -> None:
        """Somebody builds on something that `holds` of these statements; after an edit it has to hold, too."""
        if self.reading.look is not None:
            self.reading.expected.setdefault(self, {})[by] = holds

    def is_as_expected(self) -> bool:
        """Whether all of that holds of the statements that are here now."""
        return all(holds() for holds in self.reading.expected.get(self, {}).values())

    @property
    def known(self) -> tuple[Statement, ...] | None:
        """The statements if they were read already."""
        return None if self._read is not None else self._body

    def moved(self, other: Code) -> None:
        """Stand where the code of another text with the same words does; what was read keeps being known."""
        self._put_where(other)
        if self._read is not None:
            self._read = other._read

    def replaced(self, other: Code) -> None:
        """Be the code of another text, of which nothing was read yet."""
        self._put_where(other)
        self._read, self._body, self._nodes = other._read, other._body, None
        self.version += 1

    def _put_where(self, other: Code) -> None:
        before, after = self.reading, other.reading
        if self in before.followed:
            after.followed.add(self)
        if self in before.expected:
            after.expected[self] = before.expected[self]
        self.start, self.end, self.reading = other.start, other.end, after

    def _statements(self) -> tuple[Statement, ...]:
        if self._read is not None:
            self._body = self._read(self.start, self.end)
            self._read = None
        return self._body

    def _looked_into(self) -> None:
        look = self.reading.look
        if look is not None and not look():
            self.follow()
