"""Which application stands behind an ASGI object that wraps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.model.kinds import is_router
from fastdoctor.names.alternatives import options
from fastdoctor.names.values import Instance, Returned, Value

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

INNER_NAMES = ("other_asgi_app", "app", "_app", "asgi_app", "fastapi_app", "application", "api")
DEEPEST_WRAPPING = 10


def wrapped_application(run: Interpreter, value: Value, depth: int = 0) -> Instance | None:
    """The application or router that a value is or wraps (`CORSMiddleware(app, ...)`, `socketio.ASGIApp(sio, app)`)."""
    value = run.resolve(value)
    if depth > DEEPEST_WRAPPING:
        return None
    if isinstance(value, Instance):
        if is_router(run, value.type):
            return value
        inner = [value.attributes[name] for name in INNER_NAMES if name in value.attributes]
        made = value.construction
    elif isinstance(value, Returned):
        inner, made = [], value.invocation
    else:
        return None
    if made is not None:
        inner += [made.keywords[name] for name in INNER_NAMES if name in made.keywords]
        inner += made.arguments
    for candidate in inner:
        for option in options(candidate):
            found = wrapped_application(run, option, depth + 1)
            if found is not None:
                return found
    return None
