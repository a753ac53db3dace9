"""How an application's on_event handlers are called from one lifespan instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.finding import Edit
from fastdoctor.names.signatures import unwrap
from fastdoctor.names.values import FunctionValue, Site
from fastdoctor.project.editing import above_comments, lines_of, replaced_span
from fastdoctor.project.importing import spelled
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project.calls import Made
    from fastdoctor.project.routes import Application

_LIFESPAN = """\
@{manager}
async def lifespan(app: {application}):
{body}


"""


def in_lifespan(application: Application) -> tuple[Edit, ...]:
    """The edits that move all handlers at once, because a lifespan silences those that stay.

    () unless application and handlers are at the top level of one file, each handler with that decorator alone.
    """
    construction = application.construction
    handlers = list(application.invoked("on_event"))
    if construction is None or construction.is_loose or not handlers or _has_others(application):
        return ()
    path, run, node = construction.invocation.path, application.run, construction.invocation.node
    manager = spelled(run, path, "contextlib.asynccontextmanager")
    kind = spelled(run, path, "fastapi.FastAPI")
    decorated = [_function(handler, path) for handler in handlers]
    place = lines_of(run, path, construction.site.start)
    if node is None or place is None or manager is None or kind is None or kind.edits or not all(decorated):
        return ()
    lines = [_decorator(handler, path) for handler in handlers]
    if not all(lines) or "lifespan" in run.files.text(path):
        return ()
    body = _body([(handler, function) for handler, function in zip(handlers, decorated, strict=True) if function])
    start = above_comments(run.files.text(path), place.start)
    before = run.files.text(path)[:start].replace("\r", "")
    gap = "\n" * (2 - (before.endswith("\n\n") + before.endswith("\n\n\n"))) if before else ""
    text = gap + _LIFESPAN.format(manager=manager.text, application=kind.text, body=body)
    return (
        *manager.edits,
        replaced_span(run, Site(path, start, start), text),
        *construction.with_keyword("lifespan=lifespan"),
        *(replaced_span(run, line, "") for line in lines if line),
    )


def _has_others(application: Application) -> bool:
    given = [application[name] for name in ("lifespan", "on_startup", "on_shutdown")]
    return any(given) or application.has_lifespan or any(True for _ in application.invoked("add_event_handler"))


def _function(handler: Made, path: str) -> FunctionValue | None:
    """The handler's function, where nothing but this decorator stands on it."""
    value = unwrap(handler.run, handler.invocation.applied) if handler.invocation.applied is not None else None
    if not isinstance(value, FunctionValue) or not isinstance(value.node, tree.Function) or value.path != path:
        return None
    plain = len(value.node.decorators) == 1 and not value.node.parameters and not handler.invocation.conditions
    return value if plain and value.frame.kind == "module" and _event(handler) else None


def _event(handler: Made) -> str:
    event = handler.argument("event_type", 0)
    return str(event.constant) if event is not None and event.constant in ("startup", "shutdown") else ""


def _decorator(handler: Made, path: str) -> Site | None:
    """The line of a decorator, None where there is more on it or it is longer."""
    text = handler.run.files.text(path)
    node = handler.invocation.node
    if handler.invocation.path != path or node is None:
        return None
    start = text.rfind("\n", 0, node.start) + 1
    end = text.find("\n", node.end) + 1
    return Site(path, start, end) if text[start:end].strip() == f"@{text[node.start : node.end]}" else None


def _body(handlers: list[tuple[Made, FunctionValue]]) -> str:
    calls: dict[str, list[str]] = {"startup": [], "shutdown": []}
    for handler, function in handlers:
        calls[_event(handler)].append(f"    {'await ' if function.is_async else ''}{function.node.name}()")  # type: ignore[union-attr]
    return "\n".join([*calls["startup"], "    yield", *calls["shutdown"]])
