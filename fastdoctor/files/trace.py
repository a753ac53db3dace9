"""What does an answer rest on? Whoever looks into a file says so, and who is answering takes note."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from msgspec import Struct, field

Question: TypeAlias = Callable[[bytes], object]
"""Something that may be asked of the bytes of any file; two questions that are equal have the same answers."""


class Read(Struct, eq=False):
    """What was looked into for one answer: files, and questions that were put to the bytes of many files."""

    files: set[str] = field(default_factory=set)
    questions: set[Question] = field(default_factory=set)

    def add(self, other: Read) -> None:
        """Rest on what another answer rests on, too."""
        self.files |= other.files
        self.questions |= other.questions

    def is_touched(self, path: str, changed: set[Question]) -> bool:
        """Whether it rests on a file, or on the answer of one of these questions."""
        return path in self.files or not changed.isdisjoint(self.questions)


class Trace:
    """Takes note for the answers that are being found, the innermost first."""

    def __init__(self) -> None:
        self._open: list[Read] = []
        self._is_answering = False
        self._kept: dict[str, set[Question]] = {}

    def look(self, path: str) -> bool:
        """Somebody looks into a file: whether that is for an answer only, and not for something that is kept."""
        if self._open:
            self._open[-1].files.add(path)
        return self._is_answering

    def ask(self, question: Question) -> None:
        """Somebody asks the same question of many files."""
        if self._open:
            self._open[-1].questions.add(question)

    def keep(self, path: str, question: Question) -> None:
        """Somebody asks one file for something that is kept whatever becomes of the answers."""
        self._kept.setdefault(path, set()).add(question)

    def keeps(self, path: str, before: bytes, content: bytes) -> bool:
        """Whether all of that holds with other bytes of the file."""
        return all(question(before) == question(content) for question in self._kept.get(path, ()))

    @contextmanager
    def answering(self) -> Iterator[Read]:
        """Take note of what is looked into meanwhile, also for the answer that this one is needed for."""
        before, self._is_answering = self._is_answering, True
        read = Read()
        self._open.append(read)
        try:
            yield read
        finally:
            self._open.pop()
            self._is_answering = before
            self.rest_on(read)

    def rest_on(self, read: Read) -> None:
        """What is being answered needs an answer that was found before."""
        if self._open:
            self._open[-1].add(read)

    @contextmanager
    def building(self) -> Iterator[None]:
        """What is looked into meanwhile is for something that is kept whatever becomes of the answer."""
        before, self._is_answering = self._is_answering, False
        try:
            yield
        finally:
            self._is_answering = before
