"""Where texts go: to stdout, or to files that are complete or not there."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import BinaryIO

from fastdoctor.failure import Failure
from fastdoctor.files.bounded import repository_of


def write_stdout(text: str) -> None:
    """Print a report; as UTF-8 where no terminal asks for its own encoding. A reader who leaves early is no error."""
    _wait_for_reader()
    try:
        if sys.stdout.isatty():
            encoding = sys.stdout.encoding or "utf-8"
            sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        else:
            _write_all(sys.stdout.buffer, text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_stdout()


def _wait_for_reader() -> None:
    """Writing waits until somebody reads, also where another program left the stream such that it does not."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.set_blocking(sys.stdout.fileno(), True)


def _write_all(stream: BinaryIO, content: bytes) -> None:
    """Write bytes to the end: without a buffer (PYTHONUNBUFFERED) a stream may take a part only, after a signal."""
    left = memoryview(content)
    while left:
        left = left[stream.write(left) :]


def abandon_stdout() -> None:
    """Nobody reads on: what is still buffered goes nowhere, so that leaving does not complain either."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """Tell the user something on stderr, harmless; where nobody can read it, the run goes on all the same."""
    from fastdoctor.report.safe_text import opening_a_line

    lines = "".join(f"{opening_a_line(line)}\n" for line in text.split("\n"))
    encoding = sys.stderr.encoding or "utf-8"
    with contextlib.suppress(OSError):
        sys.stderr.write(lines.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()


def write_file(path: Path, text: str) -> None:
    """Replace a file by a report in one step, keeping its mode; a pipe or device is written to as it is.

    Raises Failure when that is not possible; what was there before is then still there. A link is followed inside its
    repository only: it may have come with what is checked.
    """
    inside = repository_of(path.absolute().parent)
    if path.is_symlink() and not path.is_relative_to("/dev") and not path.resolve().is_relative_to(inside.resolve()):
        raise Failure(f"{path} is a link out of {inside}, so nothing is written: name the file that is meant")
    replace_file(path, text.encode("utf-8", "backslashreplace"))


def replace_file(path: Path, content: bytes) -> None:
    """The same for the bytes of any file."""
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
        _replace(target, content)
    except OSError as problem:
        raise Failure(f"{path} cannot be written: {problem.strerror or problem}") from problem


def _replace(target: Path, content: bytes) -> None:
    from tempfile import mkstemp

    handle, name = mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if target.exists():
            _keep(name, target.stat())
        else:
            os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _keep(name: str, status: os.stat_result) -> None:
    """Give a new file the owner of the one it replaces, where that is allowed, and its mode."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(name, status.st_uid, status.st_gid)
    os.chmod(name, status.st_mode & 0o7777)


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
