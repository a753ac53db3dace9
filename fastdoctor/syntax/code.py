"""What a function does: its statements, read when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastdoctor.syntax.tree import Node, Statement


class Reading:
    """What came up while the functions of a text were read one by one."""

    __slots__ = ("broken", "functions")

    def __init__(self) -> None:
        self.broken: list[tuple[int, int]] = []
        """The spans that are no Python, or cost too much."""
        self.functions = 0
        """How many functions were parsed by themselves."""


class Code:
    """The statements of a function, read when they are first asked for; their place in the text is known before."""

    __slots__ = ("_body", "_read", "end", "nodes", "start")

    def __init__(self, start: int, end: int, read: Callable[[int, int], tuple[Statement, ...]] | None) -> None:
        self.start, self.end, self._read = start, end, read
        self._body: tuple[Statement, ...] = ()
        self.nodes: tuple[Node, ...] | None = None
        """What runs in its own scope; `walk.own_nodes` fills it in."""

    @property
    def body(self) -> tuple[Statement, ...]:
        if self._read is not None:
            self._body = self._read(self.start, self.end)
            self._read = None
        return self._body

    @property
    def known(self) -> tuple[Statement, ...] | None:
        """The statements if they were read already."""
        return None if self._read is not None else self._body
