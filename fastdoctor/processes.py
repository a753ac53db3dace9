"""How many processes does a tree of files pay for, and how is another one begun?"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

MOST_PROCESSES = 4
LARGE = 150
"""Python files from which on a second process saves more than it costs (measured on two cores)."""


def processes_for(files: int) -> int:
    """How many processes pay for a tree of so many Python files."""
    if files < LARGE or not sys.platform.startswith("linux"):
        return 1
    return min(MOST_PROCESSES, len(os.sched_getaffinity(0)))


@contextmanager
def another_process(tell: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """A process that knows what this one knows and writes with `tell` what is read here; it ends with the block.

    Whatever goes wrong there ends what it tells, and nothing else; where no process can be had, nothing is told.
    """
    try:
        reader, writer = os.pipe()
        process = _forked()
    except OSError:
        with open(os.devnull, "rb") as nothing:
            yield nothing
        return
    if not process:
        try:
            os.close(reader)
            with open(writer, "wb") as file:
                tell(file)
        finally:
            # nothing of the first process may be tidied up here
            os._exit(0)
    os.close(writer)
    try:
        with open(reader, "rb") as told:
            yield told
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def _forked() -> int:
    with warnings.catch_warnings():
        # the thread that draws the progress holds nothing that the new process needs
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()
