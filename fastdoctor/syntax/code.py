"""What a function does: its statements, read when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastdoctor.syntax.tree import Node, Statement


@dataclass(eq=False, slots=True, repr=False)
class Code:
    """The statements of a function, read when they are first asked for; its text is known before that."""

    start: int
    end: int
    _read: Callable[[], tuple[Statement, ...]] | None
    _body: tuple[Statement, ...] = ()
    nodes: tuple[Node, ...] | None = None
    """What runs in its own scope; `walk.own_nodes` fills it in."""

    @property
    def body(self) -> tuple[Statement, ...]:
        if self._read is not None:
            self._body = self._read()
            self._read = None
        return self._body
