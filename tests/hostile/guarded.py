"""Run the command line in a process that ends with code 99 as soon as it does what it never may.

`python guarded.py PROJECT SECRET WRITABLE... -- ARGUMENTS`: below PROJECT nothing is imported or executed, below SECRET
nothing is opened, only below the WRITABLE paths is anything written, no socket is made, and no program but git runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.link", "os.symlink", "os.truncate",
    "os.utime", "os.setxattr", "shutil.rmtree", "shutil.move", "shutil.copyfile", "tempfile.mkstemp",
}  # fmt: skip
_NEVER = ("socket.", "os.exec", "os.system", "os.posix_spawn", "os.spawn", "os.fork", "pickle.", "ctypes.", "urllib.")
_SAFE = ("core.fsmonitor=false", "core.hooksPath=")


def _below(path: object, folders: Iterable[str]) -> bool:
    text = os.path.realpath(os.fsdecode(path)) if isinstance(path, (str, bytes, os.PathLike)) else ""
    return any(text == folder or text.startswith(f"{folder}/") for folder in folders)


def _stop(what: str) -> None:
    os.write(2, f"FORBIDDEN: {what}\n".encode("utf-8", "backslashreplace"))
    os._exit(99)


def guard(project: str, secret: str, writable: tuple[str, ...]) -> None:
    """From now on end the process at the first forbidden event."""
    modules = {name.partition(".")[0] for name in os.listdir(project) if name.endswith(".py")} - {"yaml"}

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_NEVER):
            _stop(f"{event} {arguments!r}")
        elif event == "open":
            path, _, flags = arguments
            if _below(path, (secret,)):
                _stop(f"opens {path!r}")
            if (
                not isinstance(path, int)
                and isinstance(flags, int)
                and flags & _WRITES
                and not _below(path, (*writable, "/dev/null"))
            ):
                _stop(f"writes {path!r}")
        elif event in _CHANGES and not _below(arguments[0], writable):
            _stop(f"{event} {arguments!r}")
        elif event in ("exec", "compile"):
            name = arguments[0].co_filename if event == "exec" else arguments[1]
            if isinstance(name, str) and not name.startswith("<") and _below(name, (project, secret)):
                _stop(f"{event} {name!r}")
        elif event == "import":
            if arguments[1] and _below(arguments[1], (project, secret)):
                _stop(f"imports {arguments[0]} from {arguments[1]!r}")
            if arguments[0] in modules:
                _stop(f"imports {arguments[0]}")
        elif event == "subprocess.Popen":
            program, command = arguments[0], [os.fsdecode(part) for part in arguments[1]]
            if os.path.basename(os.fsdecode(program)) != "git" or not all(option in command for option in _SAFE):
                _stop(f"runs {command!r}")

    sys.addaudithook(hook)


if __name__ == "__main__":
    split = sys.argv.index("--")
    watched, hidden, *allowed = sys.argv[1:split]
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    from fastdoctor.cli.main import run

    guard(watched, hidden, tuple(allowed))
    raise SystemExit(run(sys.argv[split + 1 :]))
