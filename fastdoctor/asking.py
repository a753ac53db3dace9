"""Every step is taken, by one process or by several: the answers are the same.

Several processes share what was read before they part, and take the next step from one queue as soon as they are free.
A step that a process took and did not answer is taken again by the first one.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import BinaryIO, Generic, TypeVar

from msgspec import Struct

from fastdoctor.processes import another_process

Step = TypeVar("Step")
Answer = TypeVar("Answer")
Left = TypeVar("Left")
_NUMBER = struct.Struct(">H")


class Taken(Struct, Generic[Answer, Left], frozen=True):
    """The answers in the order of the steps, and what each process leaves behind besides."""

    answers: tuple[Answer, ...]
    left: tuple[Left, ...]


def take(
    steps: Sequence[Step],
    answer: Callable[[Step], Answer],
    leave: Callable[[], Left],
    processes: int = 1,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Taken[Answer, Left]:
    """Answer every step; `leave` says what a process knows at its end. Raises what `answer` raises."""
    found: dict[int, Answer] = {}
    left: list[Left] = []
    tell = _teller(steps, answer, leave)
    with _Queue(len(steps)) as queue, ExitStack() as others:
        told = [others.enter_context(another_process(partial(tell, queue))) for _ in range(processes - 1)]
        for number in queue.numbers():
            progress(number, len(steps))
            found[number] = answer(steps[number])
        for pipe in told:
            with contextlib.suppress(EOFError, pickle.UnpicklingError):  # it ended before its time
                answers, theirs = pickle.load(pipe)
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
        found = {number: answer(steps[number]) for number in queue.numbers()}
        pickle.dump((found, leave()), pipe)

    return tell


class _Queue:
    """The numbers of the steps, in a pipe that every process reads from."""

    def __init__(self, count: int) -> None:
        self._reader, writer = os.pipe()
        with open(writer, "wb") as file:
            file.write(b"".join(_NUMBER.pack(number) for number in range(min(count, _MOST_QUEUED))))

    def numbers(self) -> Iterator[int]:
        """The numbers that nobody else took."""
        while taken := os.read(self._reader, _NUMBER.size):
            yield _NUMBER.unpack(taken)[0]

    def __enter__(self) -> _Queue:
        return self

    def __exit__(self, *problem: object) -> None:
        os.close(self._reader)


_MOST_QUEUED = 16_384
"""Steps that fit into a pipe before anybody reads; those beyond are taken by the first process."""
