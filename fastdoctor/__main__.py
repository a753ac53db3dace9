"""The command `fastdoctor`."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from types import FrameType
from typing import Any, NoReturn


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    _open_streams()
    if sys.argv[1:] == ["--version"]:
        from fastdoctor.about import VERSION

        with contextlib.suppress(OSError):  # told by the command below
            print(f"fastdoctor {VERSION}", flush=True)
            return
    # a run makes many values that live until it ends: looking for cycles among them costs a third of its time
    gc.disable()
    from fastdoctor.cli.main import run

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # there is no SIGHUP on Windows, and `nohup` means it to be ignored
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _leave)
    _end(run(sys.argv[1:]))


def _open_streams() -> None:
    """Give the process the streams that it was started without, so that no file it opens takes their place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False))


def _end(code: int) -> NoReturn:
    """End at once: taking apart what a run made costs a tenth of its time. Where somebody measures, end as usual."""
    if _is_measured():
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _is_measured() -> bool:
    """Whether a debugger, a profiler or a measurement of coverage waits for the end."""
    monitoring: Any = getattr(sys, "monitoring", None)  # since Python 3.12
    tools = (monitoring.get_tool(number) for number in range(6)) if monitoring is not None else ()
    return sys.gettrace() is not None or sys.getprofile() is not None or any(tool is not None for tool in tools)


def _leave(number: int, frame: FrameType | None) -> None:
    """End as the signal would, but let what is being written be tidied up first."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    main()
