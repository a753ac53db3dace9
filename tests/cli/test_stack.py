"""`fastdoctor stack`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run


def test_text(fastdoctor: Run, project: Path) -> None:
    (project / "Dockerfile").write_text('FROM python:3.11\nCMD ["uvicorn", "main:app", "--reload"]\n')
    (project / "main.py").write_text("import orjson\nfrom fastapi import FastAPI\n\napp = FastAPI()\n")
    done = fastdoctor("stack", ".", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "., Python 3.11 (Dockerfile:1)"
    assert lines[2].split()[:5] == ["fastapi", "0.115.6", "manifest", "requirements.txt:1", "0.115.6"]
    assert lines[3].split()[:2] == ["starlette", "0.41.3"]
    assert "asked for by fastapi" in lines[3]
    assert "starts: uvicorn main:app, reload, on 127.0.0.1:8000 (Dockerfile:2)" in lines
    assert "imported but not installed: orjson (main.py:1)" in lines


def test_json_from_another_folder(fastdoctor: Run, project: Path) -> None:
    done = fastdoctor("stack", project, "--output-format", "json", cwd=project.parent)
    (found,) = json.loads(done.stdout)["projects"]
    assert found["root"] == "project"
    fastapi = found["packages"][0]
    assert (fastapi["name"], fastapi["version"], fastapi["exact"]) == ("fastapi", "0.115.6", True)
    assert (fastapi["path"], fastapi["line"]) == ("project/requirements.txt", 1)


def test_a_problem_is_told_at_its_line(fastdoctor: Run, project: Path) -> None:
    (project / "requirements.txt").write_text("fastapi\n<<<<<<< HEAD\n=======\n>>>>>>> other\n")
    done = fastdoctor("stack", ".", cwd=project)
    assert "requirements.txt:2: holds an unresolved merge conflict" in done.stdout.splitlines()
    assert done.returncode == 0


def test_nothing_to_say(fastdoctor: Run, tmp_path: Path) -> None:
    assert fastdoctor("stack", ".", cwd=tmp_path).stdout == "No project that uses FastAPI or Starlette.\n"
