"""How several options reach a command as one argument."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]


def gathered(argument: str, kind: type[Any], options: Sequence[Decorator]) -> Decorator:
    """A decorator that gives a command these options, and passes them on as one `argument` of a dataclass."""
    names = tuple(kind.__dataclass_fields__)

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
