"""What may a proof do with a program? Import it, call it over HTTP, run it, serve it."""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any


class Program:
    """A program written to a folder of its own: `main.py`, or several files by path. Used as a context manager."""

    def __init__(self, text: str | dict[str, str]) -> None:
        self.files = {"main.py": text} if isinstance(text, str) else dict(text)

    def __enter__(self) -> Program:
        self._folder = tempfile.TemporaryDirectory(prefix="proof-")
        self.folder = self._folder.name
        for path, text in self.files.items():
            full = os.path.join(self.folder, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as handle:
                handle.write(text.lstrip("\n"))
        self._before = (list(sys.path), set(sys.modules), os.getcwd())
        sys.path.insert(0, self.folder)
        os.chdir(self.folder)
        return self

    def __exit__(self, *_: object) -> None:
        path, modules, folder = self._before
        own = [n for n in set(sys.modules) - modules if self.folder in str(getattr(sys.modules[n], "__file__", ""))]
        for name in own:
            del sys.modules[name]
        sys.path[:] = path
        os.chdir(folder)
        self._folder.cleanup()

    def load(self, module: str = "main") -> ModuleType:
        """The imported module; what its import raises is raised."""
        importlib.invalidate_caches()
        return importlib.import_module(module)

    def client(self, application: str = "app", **arguments: Any) -> Any:
        """A test client of `main`'s application; errors in routes become 500 unless asked otherwise."""
        from fastapi.testclient import TestClient

        arguments.setdefault("raise_server_exceptions", False)
        return TestClient(getattr(self.load(), application), **arguments)

    def run(self, *command: str, seconds: float = 60) -> subprocess.CompletedProcess[str]:
        """Run a command of this environment ("python main.py", "uvicorn main:app") in the program's folder."""
        return subprocess.run(
            self._command(command), cwd=self.folder, env=self._variables(), text=True, timeout=seconds, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    @contextlib.contextmanager
    def serve(self, command: str, seconds: float = 30, **variables: str) -> Iterator[tuple[str, Server]]:
        """Start a server, its port as `$PORT` and in PORT; when it listens, give its loopback address."""
        port = free_port()
        log = os.path.join(self.folder, "server.log")
        with open(log, "w", encoding="utf-8") as output:
            process = subprocess.Popen(
                self._command(shlex.split(command.replace("$PORT", str(port)))), cwd=self.folder, stdout=output,
                env={**self._variables(), "PORT": str(port), **variables}, stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip
            try:
                wait_for(port, process, seconds, log)
                yield f"http://127.0.0.1:{port}", Server(process, log)
            finally:
                stop(process)

    def _command(self, words: Sequence[str]) -> list[str]:
        name, *rest = words
        if name == "python":
            return [sys.executable, *rest]
        return [os.path.join(os.path.dirname(sys.executable), name), *rest]

    def _variables(self) -> dict[str, str]:
        path = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])
        return {**os.environ, "PATH": path, "PYTHONPATH": self.folder, "PYTHONUNBUFFERED": "1"}


class Server:
    """A started server: its process and what it has printed so far."""

    def __init__(self, process: subprocess.Popen[bytes], log: str) -> None:
        self.process, self._log = process, log

    @property
    def output(self) -> str:
        with open(self._log, encoding="utf-8", errors="replace") as handle:
            return handle.read()


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server that leads a session of its own, and the workers that outlive it."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def free_port() -> int:
    """A port of the loopback interface that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float, log: str) -> None:
    """Return once something listens; raises AssertionError with the log when the server ends or takes too long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    with open(log, encoding="utf-8", errors="replace") as handle:
        raise AssertionError(f"no server (exit {process.poll()}):\n{handle.read()}")


def fetch(url: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    """Status, body and headers of a GET to a served program; header names are given with underscores."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, response.read().decode(), dict(response.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)


@contextlib.contextmanager
def raises(kind: str, match: str = "") -> Iterator[None]:
    """Assert that the block raises an exception whose class, or a class it inherits from, has this name."""
    raised: Exception | None = None
    try:
        yield
    except Exception as error:
        raised = error
    assert raised is not None, f"did not raise {kind}"
    names = [each.__name__ for each in type(raised).__mro__]
    assert kind in names, f"raised {names[0]}: {raised}"
    assert re.search(match, str(raised)), f"{match!r} not in: {raised}"


@contextlib.contextmanager
def warned() -> Iterator[list[str]]:
    """Collect the warnings of the block as "Category: text"."""
    texts: list[str] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield texts
        texts.extend(f"{each.category.__name__}: {each.message}" for each in caught)


def installed(package: str) -> tuple[int, ...]:
    """The version of a package here as numbers, to compare with a tuple; () when it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return tuple(int(part) for part in re.findall(r"\d+", version(package))[:3])
    except PackageNotFoundError:
        return ()
