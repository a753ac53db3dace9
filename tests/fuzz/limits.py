"""Does a case end in time?"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

SLOW = 8.0
"""Seconds of the processor that no case of a few kilobytes may need."""
_STUCK = 30.0


class Hang(AssertionError):
    """A case that does not end; the traceback shows where."""


@contextmanager
def in_time() -> Iterator[None]:
    """Raise Hang inside what does not end, and after what was slow."""

    def stop(*_: object) -> None:
        raise Hang(f"not done after {_STUCK} seconds of the processor")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _STUCK)
    started = time.process_time()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    if time.process_time() - started > SLOW:
        raise Hang(f"{time.process_time() - started:.1f} seconds of the processor")
