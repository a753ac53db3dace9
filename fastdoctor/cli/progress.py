"""How far a long run is: one line on stderr, after a second, for a person who watches."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_PATIENCE = 1.0
"""Seconds before the line appears."""
_PAUSE = 0.1
_WIDTH = 30


class Watch:
    """What the line says now: a stage, and the steps done of it."""

    def __init__(self) -> None:
        self.stage = ""
        self.done = self.of = 0

    def enter(self, stage: str) -> None:
        """Begin a stage of unknown length."""
        self.stage, self.done, self.of = stage, 0, 0

    def step(self, done: int, of: int) -> None:
        """So many steps of the stage are done."""
        self.done, self.of = done, of


@contextmanager
def progress(wanted: bool) -> Iterator[Watch]:
    """Show the progress of the block when it takes long and stderr is a terminal."""
    watch = Watch()
    if not wanted or not sys.stderr.isatty():
        yield watch
        return
    finished = threading.Event()
    drawer = threading.Thread(target=_draw, args=(watch, finished), daemon=True)
    drawer.start()
    try:
        yield watch
    finally:
        finished.set()
        drawer.join()


def _draw(watch: Watch, finished: threading.Event) -> None:
    start = time.monotonic()
    if finished.wait(_PATIENCE):
        return
    while not finished.wait(_PAUSE):
        sys.stderr.write(f"\r\x1b[K{_line(watch, time.monotonic() - start)}")
        sys.stderr.flush()
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()


def _line(watch: Watch, seconds: float) -> str:
    if not watch.of:
        return f"{watch.stage} ... {seconds:.0f} s"
    filled = _WIDTH * watch.done // watch.of
    return f"{watch.stage} [{'#' * filled}{'.' * (_WIDTH - filled)}] {watch.done}/{watch.of}, {seconds:.0f} s"
