"""Baselines and changes as users meet them: what is known or not brought by a change is not shown."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run

SLEEPS = """\
import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/a")
async def a() -> None:
    time.sleep(1)


@app.get("/b")
async def b() -> None:
    time.sleep(2)
"""
SELECT = ("--select", "blocking-call-in-async,open-ended-fastapi,deprecated-on-event", "--output-format", "concise")


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "main.py").write_text(SLEEPS)
    (folder / "requirements.txt").write_text("fastapi==0.115.6\n")
    return folder


@pytest.fixture
def repository(project: Path) -> Path:
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "first")
    return project


def shown(output: str) -> list[str]:
    """The places of the findings in the text of a run."""
    return [line.split(": ")[0] for line in output.splitlines() if ": error[" in line or ": warning[" in line]


def test_a_baseline_hides_what_it_knows_wherever_its_lines_are(fastdoctor: Run, project: Path) -> None:
    done = fastdoctor("check", *SELECT, "--baseline", "known.json", "--update-baseline", cwd=project)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "known.json knows 2 problems now, 0 before.\n"
    (project / "main.py").write_text(
        "\n\n" + SLEEPS + '\n\n@app.get("/c")\nasync def c() -> None:\n    time.sleep(3)\n'
    )
    done = fastdoctor("check", *SELECT, "--baseline", "known.json", cwd=project)
    assert (done.returncode, shown(done.stdout)) == (1, ["main.py:22:5"])
    assert "2 known from the baseline." in done.stdout


def test_a_baseline_counts_equal_findings_and_names_the_fixed_ones(fastdoctor: Run, project: Path) -> None:
    twice = SLEEPS.replace("sleep(2)", "sleep(1)").replace("def b", "def a")
    (project / "main.py").write_text(twice)
    fastdoctor("check", *SELECT, "--baseline", "known.json", "--update-baseline", cwd=project)
    (entry,) = json.loads((project / "known.json").read_text())["findings"]
    assert entry["count"] == 2
    (project / "main.py").write_text(twice.replace("    time.sleep(1)", "    time.sleep(1)\n    time.sleep(1)"))
    assert len(shown(fastdoctor("check", *SELECT, "--baseline", "known.json", cwd=project).stdout)) == 2
    (project / "main.py").write_text(twice.replace("    time.sleep(1)", "    pass", 1))
    done = fastdoctor("check", *SELECT, "--baseline", "known.json", cwd=project)
    assert (done.returncode, shown(done.stdout)) == (0, [])
    assert "1 of the baseline fixed (--update-baseline)." in done.stdout


def test_a_baseline_holds_from_any_folder_and_keeps_what_a_run_does_not_judge(fastdoctor: Run, project: Path) -> None:
    (project / "requirements.txt").write_text("fastapi\n")
    (project / "Dockerfile").write_text('FROM python:3.12\nCMD ["uvicorn", "main:app"]\n')
    file = project / "known.json"
    fastdoctor("check", *SELECT, "--baseline", file, "--update-baseline", cwd=project)
    whole = file.read_text()
    assert [entry["path"] for entry in json.loads(whole)["findings"]] == ["main.py", "main.py", "requirements.txt"]
    done = fastdoctor("check", project, *SELECT, "--baseline", file, cwd=project.parent.parent)
    assert (done.returncode, shown(done.stdout)) == (0, [])
    fastdoctor("check", "--select", "deprecated-on-event", "--baseline", file, "--update-baseline", cwd=project)
    assert file.read_text() == whole
    done = fastdoctor("check", "--select", "deprecated-on-event", "--baseline", file, cwd=project)
    assert "fixed" not in done.stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no known.json yet: --update-baseline writes it"),
        ("{", "is no baseline"),
        ('{"version": 9}', "of another version"),
        ('{"version": 1, "findings": [{"path": "x"}]}', "is no baseline"),
        (
            '{"version": 1, "findings": [{"path": "x", "rule": "y", "fingerprint": "z", "message": "", "count": -1}]}',
            "-1",
        ),
    ],
)
def test_a_baseline_that_cannot_be_used(fastdoctor: Run, project: Path, content: str | None, message: str) -> None:
    if content is not None:
        (project / "known.json").write_text(content)
    done = fastdoctor("check", "--baseline", "known.json", cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_sarif_and_json_tell_new_from_known(fastdoctor: Run, project: Path) -> None:
    fastdoctor("check", *SELECT, "--baseline", "known.json", "--update-baseline", cwd=project)
    text = SLEEPS.replace("    time.sleep(1)\n", "    time.sleep(7)\n")
    (project / "main.py").write_text(text)
    options = ("--baseline", "known.json", "--output", "sarif:-", "--output", "json:report.json")
    done = fastdoctor("check", *SELECT[:2], *options, cwd=project)
    (run,) = json.loads(done.stdout)["runs"]
    states = {
        one["locations"][0]["physicalLocation"]["region"]["startLine"]: one["baselineState"] for one in run["results"]
    }
    assert states == {10: "new", 15: "unchanged"}
    report = json.loads((project / "report.json").read_text())
    assert [finding["line"] for finding in report["findings"]] == [10]
    assert report["baseline"]["known"] == 1
    assert [entry["count"] for entry in report["baseline"]["fixed"]] == [1]


def test_since_shows_what_touches_changed_lines(fastdoctor: Run, repository: Path) -> None:
    assert shown(fastdoctor("check", *SELECT, "--since", "HEAD", cwd=repository).stdout) == []
    (repository / "main.py").write_text("\n" + SLEEPS.replace("time.sleep(2)", "time.sleep(3)"))
    done = fastdoctor("check", *SELECT, "--since", "HEAD", cwd=repository)
    assert (done.returncode, shown(done.stdout)) == (1, ["main.py:16:5"])
    assert "1 not brought by this change." in done.stdout


def test_since_shows_what_a_change_causes_elsewhere(fastdoctor: Run, repository: Path) -> None:
    (repository / "main.py").write_text(SLEEPS.replace("async def a", "def a").replace("async def b", "def b"))
    git(repository, "commit", "-qam", "second")
    (repository / "main.py").write_text(SLEEPS.replace("async def b", "def b"))
    assert shown(fastdoctor("check", *SELECT, "--since", "HEAD", cwd=repository).stdout) == ["main.py:10:5"]
    git(repository, "checkout", "-q", "main.py")
    (repository / "requirements.txt").write_text("fastapi==0.92.0\n")
    (repository / "main.py").write_text(
        SLEEPS.replace("async ", "") + '\n\n@app.on_event("startup")\ndef c() -> None: ...\n'
    )
    git(repository, "commit", "-qam", "third")
    (repository / "requirements.txt").write_text("fastapi==0.115.6\n")
    options = ("--select", "deprecated-on-event", "--fail-on", "note", "--since", "HEAD")
    done = fastdoctor("check", *options, cwd=repository)
    assert done.returncode == 1
    assert "main.py:18:2" in done.stdout


def test_since_counts_from_where_a_branch_left(fastdoctor: Run, repository: Path) -> None:
    git(repository, "checkout", "-qb", "feature")
    git(repository, "commit", "-qm", "mine", "--allow-empty")
    git(repository, "checkout", "-q", "main")
    (repository / "main.py").write_text(SLEEPS.replace("time.sleep(1)", "pass"))
    git(repository, "commit", "-qam", "theirs")
    git(repository, "checkout", "-q", "feature")
    assert shown(fastdoctor("check", *SELECT, "--since", "main", cwd=repository).stdout) == []


def test_since_knows_moved_untracked_and_windows_files(fastdoctor: Run, repository: Path) -> None:
    git(repository, "mv", "main.py", "moved.py")
    assert shown(fastdoctor("check", *SELECT, "--since", "HEAD", cwd=repository).stdout) == []
    (repository / "moved.py").rename(repository / "main.py")
    (repository / "main.py").write_bytes(SLEEPS.replace("\n", "\r\n").encode())
    assert shown(fastdoctor("check", *SELECT, "--since", "HEAD", cwd=repository).stdout) == []
    (repository / "new.py").write_text(SLEEPS)
    done = fastdoctor("check", *SELECT, "--since", "HEAD", cwd=repository)
    assert shown(done.stdout) == ["new.py:10:5", "new.py:15:5"]


def test_since_in_a_folder_of_a_repository(fastdoctor: Run, repository: Path) -> None:
    folder = repository / "services" / "mail é"
    folder.mkdir(parents=True)
    (folder / "main.py").write_text(SLEEPS)
    (folder / "requirements.txt").write_text("fastapi==0.115.6\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "second")
    (folder / "main.py").write_text(SLEEPS.replace("time.sleep(2)", "time.sleep(3)"))
    (repository / "main.py").write_text(SLEEPS.replace("time.sleep(2)", "time.sleep(3)"))
    done = fastdoctor("check", "services/mail é", *SELECT, "--since", "HEAD~1", cwd=repository)
    assert shown(done.stdout) == ["services/mail é/main.py:10:5", "services/mail é/main.py:15:5"]
    done = fastdoctor("check", *SELECT, "--since", "HEAD", cwd=folder)
    assert shown(done.stdout) == ["main.py:15:5"]
    done = fastdoctor("check", "main.py", *SELECT, "--since", "HEAD", cwd=folder)
    assert shown(done.stdout) == ["main.py:15:5"]


def test_a_partial_clone_is_not_completed_from_the_network(fastdoctor: Run, repository: Path, tmp_path: Path) -> None:
    git(repository, "config", "uploadpack.allowFilter", "true")
    (repository / "main.py").write_text(SLEEPS + "\n")
    git(repository, "commit", "-qam", "second")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{repository}", "clone")
    clone = tmp_path / "clone"
    before = sorted(file.name for file in (clone / ".git").rglob("*.pack"))
    done = fastdoctor("check", *SELECT, "--since", "HEAD~1", cwd=clone)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the repository is incomplete" in done.stderr or "git cannot tell" in done.stderr
    assert sorted(file.name for file in (clone / ".git").rglob("*.pack")) == before


def test_staged_looks_at_what_is_staged(fastdoctor: Run, repository: Path) -> None:
    (repository / "main.py").write_text(SLEEPS.replace("time.sleep(2)", "time.sleep(3)"))
    git(repository, "add", "main.py")
    (repository / "main.py").write_text(SLEEPS.replace("time.sleep(1)", "time.sleep(9)"))
    (repository / "untracked.py").write_text(SLEEPS)
    done = fastdoctor("check", "--select", SELECT[1], "--staged", cwd=repository)
    assert "--> main.py:15:5" in done.stdout
    assert "time.sleep(3)" in done.stdout
    assert "time.sleep(9)" not in done.stdout
    assert "untracked" not in done.stdout
    assert done.returncode == 1


def test_staged_before_the_first_commit(fastdoctor: Run, project: Path) -> None:
    git(project, "init", "-q")
    git(project, "add", "main.py", "requirements.txt")
    done = fastdoctor("check", *SELECT, "--staged", cwd=project)
    assert shown(done.stdout) == ["main.py:10:5", "main.py:15:5"]


@pytest.mark.parametrize("reference", ["nowhere", "--output=x", ""])
def test_a_reference_that_git_does_not_know(fastdoctor: Run, repository: Path, reference: str) -> None:
    done = fastdoctor("check", f"--since={reference}", cwd=repository)
    assert (done.returncode, done.stdout) == (2, "")
    assert "git does not know" in done.stderr
    assert not (repository / "x").exists()


def test_no_repository_is_an_error(fastdoctor: Run, project: Path) -> None:
    done = fastdoctor("check", "--since", "HEAD", cwd=project, env={"GIT_CEILING_DIRECTORIES": str(project.parent)})
    assert done.returncode == 2
    assert "not a git repository" in done.stderr


def test_fixes_of_a_change_leave_the_rest(fastdoctor: Run, repository: Path) -> None:
    (repository / "main.py").write_text(SLEEPS.replace("time.sleep(2)", "time.sleep(3)"))
    done = fastdoctor("check", *SELECT, "--since", "HEAD", "--add-ignore", cwd=repository)
    assert done.stderr == "Excused 1 problem in 1 file.\n"
    lines = (repository / "main.py").read_text().splitlines()
    assert (lines[9], lines[14]) == (
        "    time.sleep(1)",
        "    time.sleep(3)  # fastdoctor: ignore[blocking-call-in-async]",
    )
