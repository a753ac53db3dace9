"""Files that come, go and change meanwhile, two runs at once, and reports on a disk that is full."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fastdoctor.catalogue import load_rules
from fastdoctor.cli.main import run
from fastdoctor.configuration import Configuration
from fastdoctor.doctor import check
from fastdoctor.files.tree import read_tree
from fastdoctor.project import ProjectSettings, open_projects
from tests.conftest import ROOT

MAIN = "from fastapi import FastAPI\n\napp = FastAPI()\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "main.py").write_text(MAIN)
    (folder / "other.py").write_text(MAIN)
    (folder / "requirements.txt").write_text("fastapi==0.115.6\n")
    return folder


@pytest.mark.parametrize("fault", ["gone", "a folder now", "a pipe now", "other bytes"])
def test_what_changes_between_listing_and_reading(project: Path, fault: str) -> None:
    tree = read_tree(project)
    other = project / "other.py"
    other.unlink()
    if fault == "a folder now":
        other.mkdir()
    elif fault == "a pipe now":
        os.mkfifo(other)
    elif fault == "other bytes":
        other.write_bytes(b"\xff\xfe\x00")
    opened = open_projects(tree, ProjectSettings())
    result = check(tree, opened, load_rules(), {"": Configuration()})
    assert result.projects[0].applications == ("main:app",)


def test_a_full_disk_leaves_the_old_report(project: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_text("old")
    command = [sys.executable, "-m", "fastdoctor", "check", str(project), "--no-cache", "--output", f"json:{report}"]
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh", *command],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, report.read_text()) == (2, "old")
    assert "report.json cannot be written" in done.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["project", "report.json"]


def test_a_configuration_too_large_for_numbers(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "fastdoctor.toml").write_text("x = " + "9" * 5_000)
    assert run(["check", str(project)]) == 2
    assert "fastdoctor.toml" in capsys.readouterr().err


def test_two_runs_at_once(project: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "fastdoctor", "check", str(project), "--output", f"json:{tmp_path}/report.json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "FASTDOCTOR_CACHE_DIR": str(tmp_path / "cache")}
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) for _ in range(3)]
    printed = {process.communicate(timeout=60)[0] for process in started}
    assert len(printed) == 1
    assert json.loads((tmp_path / "report.json").read_text())
    assert not [file.name for file in tmp_path.iterdir() if file.name.startswith(".")]


COSTLY = ("*a" * 12 + "*b", "**/a/" * 12 + "b", "*a*a*b", "a/**/a/**/a/**/b")


@pytest.mark.parametrize("pattern", COSTLY)
@pytest.mark.parametrize("file", [".gitignore", "fastdoctor.toml"])
def test_a_pattern_that_would_take_for_ever(project: Path, file: str, pattern: str) -> None:
    (project / "requirements.txt").write_text("fastapi==0.115.6\nuvicorn==0.34.0\n")
    (project / ("a" * 200 + ".py")).write_text("import fastapi\n")
    (project / "/".join(["a"] * 150)).mkdir(parents=True)
    (project / "/".join(["a"] * 150) / "a.py").write_text("import fastapi\n")
    (project / file).write_text(f"{pattern}\n" if file == ".gitignore" else f'exclude = ["{pattern}"]\n')
    command = [sys.executable, "-m", "fastdoctor", "check", str(project), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=60)
    costs = pattern in COSTLY[:2]
    assert done.returncode == (2 if costs and file == "fastdoctor.toml" else 0), done.stderr
    assert ("has more than 3 wildcards" in done.stderr) == (done.returncode == 2)
