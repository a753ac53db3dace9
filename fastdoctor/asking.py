"""Every step is taken, by one process or by several: the answers are the same.

Several processes share what was read before they part, and take the next step from one queue as soon as they are free.
A step that a process took and did not answer is taken again by the first one.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import struct
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Generic, TypeVar

Step = TypeVar("Step")
Answer = TypeVar("Answer")
Left = TypeVar("Left")
_NUMBER = struct.Struct(">H")
MOST_PROCESSES = 4
LARGE = 400
"""Python files from which on a second process saves more than it costs (measured on two cores)."""


@dataclass(frozen=True, slots=True)
class Taken(Generic[Answer, Left]):
    """The answers in the order of the steps, and what each process leaves behind besides."""

    answers: tuple[Answer, ...]
    left: tuple[Left, ...]


def processes_for(files: int) -> int:
    """How many processes pay for a tree of so many Python files."""
    if files < LARGE or not sys.platform.startswith("linux"):
        return 1
    return min(MOST_PROCESSES, len(os.sched_getaffinity(0)))


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
    with _Queue(len(steps)) as queue, _helpers(processes - 1, queue, steps, answer, leave) as helpers:
        for number in queue.numbers():
            progress(number, len(steps))
            found[number] = answer(steps[number])
        for helper in helpers:
            theirs = helper.result()
            if theirs is not None:
                found.update(theirs[0])
                left.append(theirs[1])
    for number in range(len(steps)):
        if number not in found:
            found[number] = answer(steps[number])
    return Taken(tuple(found[number] for number in range(len(steps))), (leave(), *left))


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


@dataclass(slots=True)
class _Helper(Generic[Answer, Left]):
    """Another process, and the pipe through which it tells its answers."""

    process: int
    told: BinaryIO

    def result(self) -> tuple[dict[int, Answer], Left] | None:
        """Its answers and what it leaves; None where it ended before its time."""
        try:
            answers, left = pickle.load(self.told)
        except (EOFError, pickle.UnpicklingError):
            return None
        return answers, left

    def end(self) -> None:
        """Make sure that it is gone."""
        self.told.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


@contextlib.contextmanager
def _helpers(
    count: int,
    queue: _Queue,
    steps: Sequence[Step],
    answer: Callable[[Step], Answer],
    leave: Callable[[], Left],
) -> Iterator[list[_Helper[Answer, Left]]]:
    helpers: list[_Helper[Answer, Left]] = []
    try:
        for _ in range(count):
            helpers.append(_helper(queue, steps, answer, leave))
        yield helpers
    finally:
        for helper in helpers:
            helper.end()


def _helper(
    queue: _Queue, steps: Sequence[Step], answer: Callable[[Step], Answer], leave: Callable[[], Left]
) -> _Helper[Answer, Left]:
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        # the thread that draws the progress holds nothing that the new process needs
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        os.close(writer)
        return _Helper(process, open(reader, "rb"))
    try:
        os.close(reader)
        found = {}
        for number in queue.numbers():
            found[number] = answer(steps[number])
        with open(writer, "wb") as file:
            pickle.dump((found, leave()), file)
    finally:
        # whatever happened is told by the missing answers; nothing of the first process may be tidied up here
        os._exit(0)
