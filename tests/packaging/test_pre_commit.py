"""The pre-commit hook, in real repositories."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
GIT = ("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "init.defaultBranch=main")


def commit_all(folder: Path) -> None:
    subprocess.run([*GIT, "init", "-q"], cwd=folder, check=True)
    subprocess.run([*GIT, "add", "-A"], cwd=folder, check=True)
    subprocess.run([*GIT, "commit", "-q", "-m", "all"], cwd=folder, check=True)


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with what is committed here and what is about to be."""
    folder = tmp_path_factory.mktemp("tool")
    listed = subprocess.run(
        [*GIT, "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    commit_all(folder)
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The sample project as its developers have it."""
    folder = tmp_path / "bookings"
    shutil.copytree(ROOT / "tests" / "sample", folder)
    (folder / "README.md").write_text("# Bookings\n")
    commit_all(folder)
    return folder


def pre_commit(*arguments: str | Path, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *map(str, arguments)],
        cwd=cwd,
        env={**plain, "PRE_COMMIT_HOME": str(home), "PYTHONWARNINGS": ""},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )


def test_the_manifest_is_valid(tmp_path: Path) -> None:
    done = pre_commit("validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT, home=tmp_path)
    assert done.returncode == 0, done.stdout


def test_findings_stop_the_commit(tool: Path, repository: Path, home: Path) -> None:
    done = pre_commit("try-repo", tool, "fastdoctor", "--all-files", cwd=repository, home=home)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Failed" in done.stdout
    assert " --> app/main.py:" in done.stdout
    assert "- exit code: 1" in done.stdout


def test_a_commit_that_touches_nothing_of_interest_is_not_held_up(tool: Path, repository: Path, home: Path) -> None:
    done = pre_commit("try-repo", tool, "fastdoctor", "--files", "README.md", cwd=repository, home=home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Skipped" in done.stdout


@pytest.mark.parametrize("name", ["Dockerfile", "pyproject.toml"])
def test_what_the_project_is_made_of_is_of_interest(tool: Path, repository: Path, home: Path, name: str) -> None:
    done = pre_commit("try-repo", tool, "fastdoctor", "--files", name, cwd=repository, home=home)
    assert "Skipped" not in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("app/main.py", True),
        ("requirements/dev-requirements.in", True),
        ("uv.lock", True),
        ("backend/pylock.dev.toml", True),
        ("deploy/api.Dockerfile", True),
        ("compose.override.yml", True),
        ("Procfile", True),
        (".env.production", True),
        ("start.sh", True),
        ("fastdoctor.toml", True),
        ("README.md", False),
        ("app/static/site.css", False),
        ("package.json", False),
    ],
)
def test_the_pattern_of_files(name: str, expected: bool) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert bool(re.search(hook["files"], name)) is expected
