"""Which routes does an application really have? Runs in the application's own environment and imports it.

    python dump_routes.py "package.module:app" > table.json      ("package.module:create_app()" calls a factory)

Prints {"site": folder of the installed packages, "routes": [{"kind": "api" | "websocket" | "route", "methods",
"path", "endpoint", "file", "dependencies"}], "middleware": [class]}: full paths with every prefix and mount, the
flattened callables of the dependency tree as module:qualname (an instance as module:Class()), middleware in the order
in which a request meets it.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import inspect
import json
import sys
import sysconfig
from collections.abc import Iterator
from typing import Any

from fastapi import routing
from starlette.routing import Mount, Route, WebSocketRoute


def application(target: str) -> Any:
    """The object that "module:attribute" or "module:factory()" names."""
    module, _, attribute = target.partition(":")
    found: Any = importlib.import_module(module)
    for name in attribute.removesuffix("()").split("."):
        found = getattr(found, name)
    return found() if attribute.endswith("()") else found


def unwrapped(app: Any) -> Any:
    """The application inside wrappers that keep it as `.app` or `.other_asgi_app`; else the object itself."""
    seen: set[int] = set()
    while not hasattr(app, "routes") and id(app) not in seen:
        seen.add(id(app))
        app = getattr(app, "app", None) or getattr(app, "other_asgi_app", None) or app
    return app


def flat(routes: Any) -> Iterator[tuple[Any, Any]]:
    """(route as declared, route as served) pairs: since FastAPI 0.137 included routers are nodes of a tree."""
    contexts = getattr(routing, "iter_route_contexts", None)
    if contexts is None:
        yield from ((route, route) for route in routes)
    else:
        yield from ((context.original_route, context) for context in contexts(list(routes)))


def walk(app: Any, prefix: str, above: tuple[int, ...]) -> Iterator[dict[str, Any]]:
    """The routes of an application and of what is mounted in it; an application inside itself is not entered again."""
    for declared, served in flat(getattr(app, "routes", None) or ()):
        path = prefix + getattr(served, "path", "")
        if isinstance(declared, Mount):
            inner = unwrapped(declared.app)
            if id(inner) not in above:
                yield from walk(inner, path, (*above, id(inner)))
        elif isinstance(declared, (Route, WebSocketRoute)):
            yield described(declared, served, path)


def described(declared: Any, served: Any, path: str) -> dict[str, Any]:
    """One row of the table."""
    kind = "websocket" if isinstance(declared, WebSocketRoute) else "api"
    if kind == "api" and not isinstance(declared, routing.APIRoute):
        kind = "route"
    dependant = getattr(served, "dependant", None) or getattr(declared, "dependant", None)
    return {
        "kind": kind,
        "methods": sorted(getattr(served, "methods", None) or ()) if kind != "websocket" else ["WEBSOCKET"],
        "path": path,
        "endpoint": name_of(declared.endpoint),
        "file": file_of(declared.endpoint),
        "dependencies": sorted({name_of(call) for call in calls(dependant)}) if dependant is not None else [],
    }


def calls(dependant: Any) -> Iterator[Any]:
    """Every callable below a node of the dependency tree."""
    for below in dependant.dependencies:
        if below.call is not None:
            yield below.call
        yield from calls(below)
    for requirement in getattr(dependant, "security_requirements", ()):
        yield requirement.security_scheme


def plain(function: Any) -> Any:
    """The function that partials and functools.wraps decorators hide."""
    while isinstance(function, functools.partial):
        function = function.func
    return inspect.unwrap(function)


def name_of(function: Any) -> str:
    """module:qualname, or module:Class() of an instance."""
    function = plain(function)
    if hasattr(function, "__qualname__"):
        return f"{function.__module__}:{function.__qualname__}"
    return f"{type(function).__module__}:{type(function).__qualname__}()"


def file_of(function: Any) -> str:
    """The source file, "" where Python knows none."""
    function = plain(function)
    with contextlib.suppress(TypeError):
        return inspect.getsourcefile(function if hasattr(function, "__qualname__") else type(function)) or ""
    return ""


def main(target: str) -> None:
    """Print the table of one application; what the application prints meanwhile goes to stderr."""
    with contextlib.redirect_stdout(sys.stderr):
        app = unwrapped(application(target))
        middleware = [f"{each.cls.__module__}.{each.cls.__qualname__}" for each in getattr(app, "user_middleware", ())]
        site = sysconfig.get_path("purelib")
        table = {"site": site, "routes": list(walk(app, "", (id(app),))), "middleware": middleware}
    json.dump(table, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
