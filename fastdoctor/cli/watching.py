"""Checking again whenever a file changes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from fastdoctor.cli.output import say
from fastdoctor.failure import Failure
from fastdoctor.files.listing import ALWAYS_SKIPPED
from fastdoctor.report.safe_text import harmless

_PASSING = (".pyc", ".swp", ".tmp", "~")
"""Ends of names of files that come and go while people work."""


def watch(paths: Sequence[Path], once: Callable[[], object]) -> None:
    """Run `once`, and again after every change below these paths, until interrupted.

    What goes wrong in one round (a configuration that is half written) is told, and the next change is waited for.
    Raises Failure without the extra that can watch.
    """
    changes = _changes(paths)
    run_once(once)
    for names in changes:
        say(f"\n{', '.join(map(harmless, names))} changed, checking again")
        run_once(once)


def run_once(once: Callable[[], object]) -> None:
    """One round: a failure is told, and what it made is forgotten."""
    try:
        once()
    except Failure as problem:
        say(f"fastdoctor: error: {harmless(str(problem))}")
    # single runs end before cycles matter; here each would leave a whole model behind
    gc.collect()


def _changes(paths: Sequence[Path]) -> Iterator[list[str]]:
    """The names of the files that changed, once for all that changed together."""
    try:
        from watchfiles import watch as changes
    except ImportError as problem:
        raise Failure("--watch needs the extra: pip install 'fastdoctor[watch]'") from problem

    def matters(_: object, path: str) -> bool:
        return ALWAYS_SKIPPED.isdisjoint(Path(path).parts) and not path.endswith(_PASSING)

    found = changes(*paths, watch_filter=matters, raise_interrupt=True)
    return ([Path(path).name for _, path in sorted(together, key=lambda change: change[1])][:5] for together in found)
