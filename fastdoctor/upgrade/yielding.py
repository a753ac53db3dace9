"""Where do dependencies with `yield`, and what they hold, depend on when their exit code runs?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import walk, walk_scope

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.functions import Function
    from fastdoctor.project.routes import Route

_STREAMS = ("starlette.responses.StreamingResponse",)
_ADD_TASK = ("fastapi.BackgroundTasks.add_task", "starlette.background.BackgroundTasks.add_task")
_MAKING_MANAGERS = frozenset({"contextlib.contextmanager", "contextlib.asynccontextmanager"})
_UPLOADS = frozenset({"fastapi.UploadFile", "starlette.datastructures.UploadFile"})


def raised_after_yield(project: Project) -> Iterator[Location]:
    """What exit code raises."""
    for function in generators(project):
        for raised in function.raises():
            if raised.site.start > _first_yield(function):
                yield raised.location


def committed_after_yield(project: Project) -> Iterator[Location]:
    """Where exit code commits a transaction."""
    for function in generators(project):
        for call in function.calls():
            called = call.node.function
            if (
                isinstance(called, tree.Attribute)
                and called.name == "commit"
                and call.site.start > _first_yield(function)
            ):
                yield call.callee.location


def swallowed(project: Project) -> Iterator[Location]:
    """The handlers around a `yield` that raise nothing."""
    for function in generators(project):
        for node in function.nodes():
            if isinstance(node, tree.Try) and _has(node.body, tree.Yield):
                for handler in node.handlers:
                    if not _has(handler.body, tree.Raise):
                        yield function.place(handler).location


def handed_to_tasks(project: Project) -> Iterator[Location]:
    """What a dependency yielded, or an upload, where an endpoint gives it to a background task."""
    for function, routes in project.endpoints():
        closing = _closing(project, routes[0])
        for call in function.calls():
            if call.callee.is_named(*_ADD_TASK):
                for argument in (*call.node.arguments[1:], *(item.value for item in call.node.keywords)):
                    if closing & _names(argument):
                        yield function.place(argument).location


def streamed(project: Project) -> Iterator[Location]:
    """The streams that an endpoint makes from what a dependency yielded."""
    for function, routes in project.endpoints():
        closing = _closing(project, routes[0])
        for call in function.calls():
            if call.callee.is_named(*_STREAMS) and call.node.arguments and closing & _names(call.node.arguments[0]):
                yield call.callee.location


def context_managers(project: Project) -> Iterator[Location]:
    """The dependencies that are made into functions which give context managers."""
    for function in generators(project):
        for decorator in function.decorators:
            if _MAKING_MANAGERS.intersection(decorator.names):
                yield decorator.location


def generators(project: Project) -> Iterator[Function]:
    """The dependencies with `yield`, each once."""
    seen: set[object] = set()
    for route in project.routes:
        for dependency in route.dependencies:
            function = dependency.function
            if function is not None and function.is_generator and function.site not in seen:
                seen.add(function.site)
                yield function


def _closing(project: Project, route: Route) -> set[str]:
    """The parameters of an endpoint whose values are closed by exit code: yielded ones and uploads."""
    yielded = {
        dependency.site for dependency in route.dependencies if dependency.function and dependency.function.is_generator
    }
    found = set()
    for parameter in route.parameters:
        inside = any(
            site.path == parameter.site.path and parameter.site.start <= site.start <= parameter.site.end
            for site in yielded
        )
        if inside or parameter.type_name in _UPLOADS:
            found.add(parameter.name)
    return found


def _first_yield(function: Function) -> int:
    return min((node.end for node in function.nodes() if isinstance(node, tree.Yield)), default=function.node.end)


def _names(node: tree.Node) -> set[str]:
    return {inner.id for inner in walk((node,)) if isinstance(inner, tree.Name)}


def _has(body: tuple[tree.Statement, ...], kind: type) -> bool:
    return any(isinstance(node, kind) for node in walk_scope(body))
