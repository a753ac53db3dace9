"""What is worked out once for a project, and what that rests on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from fastdoctor.files.trace import Read
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
        if project.run.files.trace is None:
            found = project.__dict__[self._name] = self._find(project)
            return found
        return _remembered(project, self._name, lambda: self._find(project))


def remembered(project: Project, key: Hashable, find: Callable[[], Iterable[Value]]) -> Iterable[Value]:
    """What is found under a key, worked out again only after something that it rests on was edited.

    Where nobody takes note of edits nothing is kept either.
    """
    if project.run.files.trace is None:
        return find()
    return _remembered(project, key, lambda: tuple(find()))


def keep_facts(project: Project, same: Project, is_touched: Callable[[Read], bool]) -> None:
    """Let another project know what this one knows, as far as it rests on nothing that was touched."""
    _facts(same).update({key: known for key, known in _facts(project).items() if not is_touched(known[1])})


def reads_of(project: Project) -> Iterator[Read]:
    """What each thing that is known of a project rests on."""
    return (read for _, read in _facts(project).values())


def _remembered(project: Project, key: Hashable, find: Callable[[], Value]) -> Value:
    trace, facts = project.run.files.trace, _facts(project)
    assert trace is not None
    if key not in facts:
        with trace.answering() as read:
            found = find()
        facts[key] = found, read
        return found
    known, read = facts[key]
    trace.rest_on(read)
    return known  # type: ignore[no-any-return]


def _facts(project: Project) -> dict[Hashable, tuple[Any, Read]]:
    facts: dict[Hashable, tuple[Any, Read]] = project.__dict__.setdefault("facts", {})
    return facts
