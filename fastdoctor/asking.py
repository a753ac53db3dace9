"""Every step is taken, by one process or by several: the answers are the same.

Several processes share what was read before they part, and take the next steps from one queue as soon as they are free.
A step that a process took and did not answer is taken again by the first one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import groupby, islice
from typing import Any, BinaryIO, Generic, TypeVar

from msgspec import Struct

from fastdoctor.processes import another_process

Step = TypeVar("Step")
Answer = TypeVar("Answer")
Left = TypeVar("Left")
_NUMBER_SIZE = 4
_RUN_SIZE = 2 * _NUMBER_SIZE
"""Bytes of the number of the first of some steps that one process takes, and of how many they are."""


class Taken(Struct, Generic[Answer, Left], frozen=True):
    """The answers in the order of the steps, and what each process leaves behind besides."""

    answers: tuple[Answer, ...]
    left: tuple[Left, ...]


def take(
    steps: Sequence[Step],
    answer: Callable[[Step], Answer],
    leave: Callable[[], Left],
    processes: int = 1,
    about: Callable[[Step], object] = lambda step: object(),
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Taken[Answer, Left]:
    """Answer every step; `leave` says what a process knows at its end. Raises what `answer` raises.

    Steps in a row that are `about` the same look at the same things, so that one process takes them.
    """
    found: dict[int, Answer] = {}
    left: list[Left] = []
    tell = _teller(steps, answer, leave)
    with _Queue(_runs(steps, about)) as queue, ExitStack() as others:
        told = [others.enter_context(another_process(partial(tell, queue))) for _ in range(processes - 1)]
        for number in queue.numbers():
            progress(number, len(steps))
            found[number] = answer(steps[number])
        for answers, theirs in filter(None, map(_told, told)):
            found.update(answers)
            left.append(theirs)
    for number in range(len(steps)):
        if number not in found:
            found[number] = answer(steps[number])
    return Taken(tuple(found[number] for number in range(len(steps))), (leave(), *left))


def _teller(
    steps: Sequence[Step], answer: Callable[[Step], Answer], leave: Callable[[], Left]
) -> Callable[[_Queue, BinaryIO], None]:
    """What another process does: it takes steps as long as there are any, and tells the answers at its end."""

    def tell(queue: _Queue, pipe: BinaryIO) -> None:
        from pickle import dump

        found = {number: answer(steps[number]) for number in queue.numbers()}
        dump((found, leave()), pipe)

    return tell


def _told(pipe: BinaryIO) -> tuple[dict[int, Any], Any] | None:
    """The answers of another process and what it leaves behind; None where it ended before its time."""
    from pickle import UnpicklingError, load

    try:
        found: tuple[dict[int, Any], Any] = load(pipe)
    except (EOFError, UnpicklingError):
        return None
    return found


def _runs(steps: Sequence[Step], about: Callable[[Step], object]) -> Iterator[tuple[int, int]]:
    """The first of the steps in a row that are about the same, and how many they are."""
    first = 0
    for _, same in groupby(steps, about):
        count = sum(1 for _ in same)
        yield first, count
        first += count


class _Queue:
    """The numbers of the steps, in a pipe that every process reads from."""

    def __init__(self, runs: Iterable[tuple[int, int]]) -> None:
        self._reader, writer = os.pipe()
        with open(writer, "wb") as file:
            for run in islice(runs, _MOST_QUEUED):
                file.write(b"".join(number.to_bytes(_NUMBER_SIZE, "big") for number in run))

    def numbers(self) -> Iterator[int]:
        """The numbers that nobody else took."""
        while taken := os.read(self._reader, _RUN_SIZE):
            first, count = (int.from_bytes(part, "big") for part in (taken[:_NUMBER_SIZE], taken[_NUMBER_SIZE:]))
            yield from range(first, first + count)

    def __enter__(self) -> _Queue:
        return self

    def __exit__(self, *problem: object) -> None:
        os.close(self._reader)


_MOST_QUEUED = 4_096
"""Runs that fit into a pipe before anybody reads; the steps of those beyond are taken by the first process."""
