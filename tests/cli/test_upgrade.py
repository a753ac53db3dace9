"""`fastdoctor upgrade`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run

SOURCE = "from fastapi import FastAPI\n\napp = FastAPI(titel='a')\n"


def test_text(fastdoctor: Run, project: Path) -> None:
    (project / "main.py").write_text(SOURCE)
    done = fastdoctor("upgrade", "--to", "0.145.0", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith(".: fastapi 0.115.6 → 0.145.0, ")
    assert "in the way: pins ==0.115.6; fastapi 0.145.0 is proposed (requirements.txt:1:1)" in lines
    at = lines.index("fastapi 0.145.0")
    assert lines[at + 1] == "  main.py:3:15: breaks: `FastAPI` takes no `titel` any more; did you mean `title`?"
    assert lines[-1] == "1 place touched, 1 of them break."


def test_markdown_and_json(fastdoctor: Run, project: Path) -> None:
    (project / "main.py").write_text(SOURCE)
    markdown = fastdoctor("upgrade", "project", "--to", "0.145.0", "--output-format", "markdown", cwd=project.parent)
    assert "| fastapi | 0.115.6 | 0.145.0 |" in markdown.stdout
    assert "- [ ] `project/main.py:3:15` fastapi 0.145.0, breaks: " in markdown.stdout
    found = fastdoctor("upgrade", "project", "--to", "0.145.0", "--output-format", "json", cwd=project.parent)
    (one,) = json.loads(found.stdout)["projects"]
    assert one["changes"][0]["path"] == "project/main.py"
    assert {"package": "fastapi", "from": "0.115.6", "to": "0.145.0"} in one["steps"]


def test_a_release_that_is_not_known(fastdoctor: Run, project: Path) -> None:
    done = fastdoctor("upgrade", "--to", "9.9", cwd=project)
    assert done.returncode == 2
    assert "fastapi 9.9 is no known release" in done.stderr
