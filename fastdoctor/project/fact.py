"""What is worked out once for a project, and what that rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from fastdoctor.project.project import Project

Value = TypeVar("Value")


class fact(Generic[Value]):  # a decorator, written as `cached_property` is
    """A property that is worked out when it is first asked for.

    Whoever asks for it later rests on what it rests on, where somebody takes note of that.
    """

    def __init__(self, find: Callable[[Any], Value]) -> None:
        self._find, self.__doc__ = find, find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, project: None, owner: type) -> fact[Value]: ...

    @overload
    def __get__(self, project: Project, owner: type) -> Value: ...

    def __get__(self, project: Project | None, owner: type) -> Value | fact[Value]:
        if project is None:
            return self
        trace = project.run.files.trace
        if trace is None:
            found = project.__dict__[self._name] = self._find(project)
            return found
        key = f"{self._name} and what it rests on"
        if key not in project.__dict__:
            with trace.answering() as read:
                found = self._find(project)
            project.__dict__[key] = found, read
            return found
        known, read = project.__dict__[key]
        trace.rest_on(read)
        return known  # type: ignore[no-any-return]
