"""How several options reach a command as one argument."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from msgspec import Struct

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]


def gathered(argument: str, kind: type[Struct], options: Sequence[Decorator]) -> Decorator:
    """A decorator that gives a command these options, and passes them on as one `argument` of this kind."""
    names = tuple(kind.__struct_fields__)

    def decorate(command: Command) -> Command:
        @wraps(command)
        def collecting(**arguments: Any) -> Any:
            taken = {name: arguments.pop(name) for name in names}
            return command(**{argument: kind(**taken)}, **arguments)

        collected: Command = collecting
        for option in reversed(options):
            collected = option(collected)
        return collected

    return decorate
