"""How long does everything hold? `python -m tests.fuzz --cases 100000` tries that many cases and shows what breaks."""

from __future__ import annotations

import argparse
import faulthandler
import time
import traceback

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.targets import TARGETS

_BATCH = 500
_MOST = 9_000
"""Characters of a case that are shown."""


def main() -> int:
    """Try the cases in batches; a find is shown with what brought it about, and the next batch goes on."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after this time")
    parser.add_argument("--target", action="append", choices=sorted(TARGETS), help="only this one (repeatable)")
    options = parser.parse_args()
    faulthandler.enable()  # a parser in another language may end the process itself
    chosen = options.target or list(TARGETS)
    shares = sum(TARGETS[name][2] for name in chosen)
    left = {name: options.cases * TARGETS[name][2] // shares for name in chosen}
    started, done, finds, number = time.monotonic(), 0, 0, 0
    while any(left.values()) and time.monotonic() - started < options.minutes * 60:
        for name in [name for name in chosen if left[name]]:
            count = min(left[name], max(_BATCH * TARGETS[name][2] // shares, 1))
            left[name] -= count
            number += 1
            try:
                _batch(name, count, options.seed * 1_000_003 + number)
            except Exception as problem:
                finds += 1
                print(f"\n=== {name}, batch {number} of seed {options.seed}\n{_told(problem)}", flush=True)
            done += count
        print(f"{done} cases, {finds} finds, {time.monotonic() - started:.0f} s", flush=True)
    return min(finds, 1)


def _told(problem: BaseException) -> str:
    """Where it happened, without hypothesis's own frames, and the case, as much of it as can be read."""
    frames = [frame for frame in traceback.extract_tb(problem.__traceback__) if "hypothesis" not in frame.filename]
    case = "\n".join(getattr(problem, "__notes__", ()))
    raised = "".join(traceback.format_exception_only(type(problem), problem))
    return "".join(traceback.format_list(frames[-12:])) + raised[:_MOST] + case[:_MOST]


def _batch(name: str, count: int, number: int) -> None:
    run, strategy, _ = TARGETS[name]

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=False,
    )
    @given(strategy())
    def cases(case: object) -> None:
        run(case)

    cases()


if __name__ == "__main__":
    raise SystemExit(main())
