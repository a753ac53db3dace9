"""The command `fastdoctor`."""

from __future__ import annotations

import gc
import signal
import sys
from types import FrameType


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from fastdoctor.about import version

        print(f"fastdoctor {version()}")
        return
    from fastdoctor.cli.main import run

    # a run makes many values that live until it ends: looking for cycles among them costs a third of its time
    gc.disable()
    signal.signal(signal.SIGTERM, _leave)
    sys.exit(run(sys.argv[1:]))


def _leave(number: int, frame: FrameType | None) -> None:
    """End as the signal would, but let what is being written be tidied up first."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    main()
