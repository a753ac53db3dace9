"""The command `fastdoctor`."""

from __future__ import annotations

import signal
import sys
from types import FrameType


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    from fastdoctor.cli.main import run

    signal.signal(signal.SIGTERM, _leave)
    sys.exit(run(sys.argv[1:]))


def _leave(number: int, frame: FrameType | None) -> None:
    """End as the signal would, but let what is being written be tidied up first."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    main()
