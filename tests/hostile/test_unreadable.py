"""Folders and files that the user may not read, and folders that vanish: told, and the rest is checked.

Root may read everything, so where the tests run as root the command runs without that privilege.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fastdoctor.catalogue import load_rules
from fastdoctor.configuration import Configuration
from fastdoctor.doctor import check
from fastdoctor.files.tree import read_tree
from fastdoctor.project import ProjectSettings, open_projects
from fastdoctor.report.result import Result
from tests.conftest import ROOT

MAIN = "from fastapi import FastAPI\nfrom secret.routes import router\n\napp = FastAPI()\napp.include_router(router)\n"
_DROP_BOUNDING, _PRIVILEGES = 24, (1, 2)
"""prctl(2): PR_CAPBSET_DROP; CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


def _unprivileged() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    for privilege in _PRIVILEGES if os.geteuid() == 0 else ():
        if libc.prctl(_DROP_BOUNDING, privilege, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "privileges cannot be dropped")


def unprivileged(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line in a folder, for a user whom modes of files hold back."""
    return subprocess.run(
        [sys.executable, "-B", "-m", "fastdoctor", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "FASTDOCTOR_CACHE_DIR": str(folder.parent / "cache")},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        preexec_fn=_unprivileged,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "secret").mkdir(parents=True)
    (folder / "main.py").write_text(MAIN)
    (folder / "requirements.txt").write_text("fastapi==0.115.6\nuvicorn==0.34.0\n")
    (folder / "secret" / "routes.py").write_text("from fastapi import APIRouter\n\nrouter = APIRouter()\n")
    for file in folder.rglob("*.*"):
        os.utime(file, (1e9, 1e9))  # what is new is read again in any case
    return folder


@pytest.mark.parametrize("git", [False, True])
@pytest.mark.parametrize(
    ("path", "mode", "told"),
    [
        ("secret", 0o000, "secret/: the folder cannot be opened"),
        ("secret", 0o644, "secret/routes.py: Permission denied"),
        ("secret/routes.py", 0o000, "secret/routes.py: Permission denied"),
        ("requirements.txt", 0o000, "requirements.txt: Permission denied"),
    ],
)
def test_what_may_not_be_read_is_told(project: Path, path: str, mode: int, told: str, git: bool) -> None:
    if git:
        subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    (project / path).chmod(mode)
    for command in ("routes", "stack", "check", "check"):  # the second check may answer from the cache
        done = unprivileged(project, command)
        assert done.returncode == (command == "check" and path == "requirements.txt"), done.stderr
        assert done.stderr == ""
    assert f"not evaluated: {told}\n" in done.stdout
    (project / path).chmod(0o755)
    assert "not evaluated" not in unprivileged(project, "check").stdout


def test_a_folder_that_is_left_out_is_not_missed(project: Path) -> None:
    (project / "secret").chmod(0)
    assert "not evaluated" not in unprivileged(project, "check", "--exclude", "secret/").stdout
    (project / ".gitignore").write_text("/secret/\n")
    assert "not evaluated" not in unprivileged(project, "check").stdout


@pytest.mark.parametrize("name", ["fastdoctor.toml", ".gitignore", "pyproject.toml"])
def test_settings_that_may_not_be_read(project: Path, name: str) -> None:
    (project / name).write_text("")
    (project / name).chmod(0)
    done = unprivileged(project, "check")
    assert "Traceback" not in done.stderr
    if name == "fastdoctor.toml":
        assert (done.returncode, "fastdoctor.toml cannot be read: Permission denied" in done.stderr) == (2, True)


def test_a_project_that_may_not_be_read(project: Path) -> None:
    project.chmod(0)
    done = unprivileged(project.parent, "check", "project")
    assert (done.returncode, "'project' is not readable" in done.stderr) == (2, True)
    project.chmod(0o755)


def test_a_report_where_nothing_may_be_written(project: Path) -> None:
    (project / "secret").chmod(0o555)
    done = unprivileged(project, "check", "--output", "json:secret/report.json")
    assert (done.returncode, done.stderr) == (
        2, "fastdoctor: error: secret/report.json cannot be written: Permission denied\n"
    )  # fmt: skip


def test_a_fix_where_nothing_may_be_written(project: Path) -> None:
    (project / "main.py").write_text(MAIN.replace("FastAPI()", 'FastAPI(openapi_version="3.0.0")'))
    (project / "main.py").chmod(0o444)
    before = (project / "main.py").read_bytes()
    done = unprivileged(project, "check", "--select", "ALL", "--fix", "--unsafe-fixes")
    assert (done.returncode, done.stderr) == (
        2, "fastdoctor: error: main.py is read-only, so nothing is written\n"
    )  # fmt: skip
    assert (project / "main.py").read_bytes() == before


def checked_after(project: Path, fault: str) -> Result:
    tree = read_tree(project)
    if fault == "vanishes":
        shutil.rmtree(project / "secret")
    elif fault == "becomes a file":
        shutil.rmtree(project / "secret")
        (project / "secret").write_text("")
    else:
        (project / "secret" / "routes.py").write_text("from fastapi import APIRouter\n\nrouter = APIRouter(prefix=")
    opened = open_projects(tree, ProjectSettings())
    return check(tree, opened, load_rules(), {"": Configuration()})


@pytest.mark.parametrize("fault", ["vanishes", "becomes a file", "is written to"])
def test_a_folder_that_changes_between_listing_and_reading(project: Path, fault: str) -> None:
    result = checked_after(project, fault)
    assert result.projects[0].applications == ("main:app",)
    assert [note.path for note in result.not_evaluated] == ["secret/routes.py"]
