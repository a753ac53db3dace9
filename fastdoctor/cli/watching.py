"""Checking again whenever a file changes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from fastdoctor.cli.output import say
from fastdoctor.failure import Failure
from fastdoctor.files.listing import ALWAYS_SKIPPED
from fastdoctor.report.safe_text import harmless

_PASSING = (".pyc", ".swp", ".tmp", "~")
"""Ends of names of files that come and go while people work."""
_MOST_NAMED = 5


def watch(paths: Sequence[Path], once: Callable[[Sequence[Path]], object]) -> None:
    """Run `once`, and again with the files that changed after every change below these paths, until interrupted.

    What goes wrong in one round (a configuration that is half written) is told, and the next change is waited for.
    Raises Failure without the extra that can watch.
    """
    changes = _changes(paths)
    run_once(partial(once, ()))
    for changed in changes:
        say(f"\n{', '.join(harmless(path.name) for path in changed[:_MOST_NAMED])} changed, checking again")
        run_once(partial(once, changed))


def run_once(once: Callable[[], object]) -> None:
    """One round: a failure is told, and what it made is forgotten."""
    try:
        once()
    except Failure as problem:
        say(f"fastdoctor: error: {problem}")
    # single runs end before cycles matter; here each would leave some behind. What is left lives on until all is read
    # anew, and need not be gone through after every round
    gc.collect()
    gc.freeze()


def _changes(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """The files that changed, once for all that changed together."""
    try:
        from watchfiles import watch as changes
    except ImportError as problem:
        raise Failure("--watch needs the extra: pip install 'fastdoctor[watch]'") from problem

    def matters(_: object, path: str) -> bool:
        return ALWAYS_SKIPPED.isdisjoint(Path(path).parts) and not path.endswith(_PASSING)

    found = changes(*paths, watch_filter=matters, raise_interrupt=True)
    return (sorted({_absolute(Path(path)) for _, path in together}) for together in found)


def _absolute(path: Path) -> Path:
    """The path by the real name of its folder; a link stays a link."""
    return path.parent.resolve() / path.name
