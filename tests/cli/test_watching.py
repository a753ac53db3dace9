"""`check --watch` checks again when a file changes, says what is wrong in between, and ends when it is told to."""

from __future__ import annotations

import gc
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import weakref
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BAD = """\
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/")
def read():
    return HTTPException(404)
"""
PATIENCE = 60


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "requirements.txt").write_text("fastapi==0.120.0\nuvicorn==0.38.0\n")
    (tmp_path / "main.py").write_text(BAD)
    return tmp_path


class Watching:
    """A running `check --watch` and what it printed so far."""

    def __init__(self, project: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "fastdoctor", "check", str(project), "--watch", "--output-format", "concise"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def until(self, text: str) -> str:
        """What is printed up to a line with this text."""
        end, seen = time.monotonic() + PATIENCE, ""
        while text not in seen:
            seen += self.lines.get(timeout=max(end - time.monotonic(), 0.1))
        return seen


def test_a_change_is_checked(project):
    watching = Watching(project)
    try:
        watching.until("returned-http-exception")
        time.sleep(0.5)
        (project / "main.py").write_text(BAD.replace("return HTTP", "raise HTTP"))
        seen = watching.until("No problems found")
        assert "main.py changed" in seen
        assert "returned-http-exception" not in seen
        (project / "fastdoctor.toml").write_text("selct = 1\n")
        assert "selct" in watching.until("error")
        (project / "fastdoctor.toml").unlink()
        watching.until("No problems found")
        watching.process.send_signal(signal.SIGINT)
        assert watching.process.wait(PATIENCE) == 130
    finally:
        watching.end()


def test_watching_changes_no_file(fastdoctor, project):
    done = fastdoctor("check", project, "--watch", "--fix")
    assert done.returncode == 2
    assert "--watch only looks" in done.stderr


def test_a_text_that_did_not_change_is_not_parsed_again(monkeypatch):
    from fastdoctor.files.tree import Tree
    from fastdoctor.project import ProjectSettings, open_projects
    from fastdoctor.syntax import parsed

    seen = []
    parse = parsed.parse_module
    monkeypatch.setattr(parsed, "parse_module", lambda path, text: seen.append(path) or parse(path, text))
    files = {"main.py": BAD, "other.py": "from fastapi import APIRouter\n\nrouter = APIRouter()\n"}
    kept = parsed.ParsedFiles()
    files["main.py"] += "\nfrom other import router\n\napp.include_router(router)\n"
    open_projects(Tree.of(files), ProjectSettings(), kept)
    assert sorted(seen) == ["main.py", "other.py"]
    files["other.py"] += "\n\n@router.get('/new')\ndef new():\n    pass\n"
    (project,) = open_projects(Tree.of(files), ProjectSettings(), kept)
    assert seen[2:] == ["other.py"]
    assert [route.path for route in project.routes] == ["/", "/new"]


def test_a_round_leaves_nothing_behind():
    from fastdoctor.cli.watching import run_once

    class Model:
        def __init__(self) -> None:
            self.itself = self

    left = []
    gc.disable()
    try:
        run_once(lambda: left.append(weakref.ref(Model())))
    finally:
        gc.enable()
    assert [model() for model in left] == [None]
