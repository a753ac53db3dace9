"""Nothing of a project is executed, nothing outside of it is read, nothing is written but what was asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.hostile.traps import Traps, traps

GUARDED = Path(__file__).with_name("guarded.py")
COMMANDS: dict[str, tuple[str, ...]] = {
    "check": ("check", "--select", "ALL"),
    "formats": (
        "check",
        "--output",
        "json:{out}/a.json",
        "--output",
        "sarif:{out}/a.sarif",
        "--output-format",
        "agent",
    ),
    "diff": ("check", "--select", "ALL", "--unsafe-fixes", "--diff"),
    "routes": ("routes",),
    "page": ("routes", "--output-format", "html", "--output-file", "{out}/routes.html"),
    "stack": ("stack", "--output-format", "json"),
    "upgrade": ("upgrade",),
}


def state(folder: Path) -> dict[str, object]:
    """Every file with its content, every link with its target, without git's own."""
    found: dict[str, object] = {}
    for file in sorted(folder.rglob("*")):
        if ".git" not in file.relative_to(folder).parts:
            found[str(file)] = os.readlink(file) if file.is_symlink() else file.read_bytes() if file.is_file() else ""
    return found


def guarded(trap: Traps, out: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line under guard, in the project, with a cache of its own."""
    cache = out / "cache"
    named = [argument.format(out=out) for argument in arguments]
    return subprocess.run(
        [sys.executable, str(GUARDED), str(trap.project), str(trap.outside), str(out), "--", *named],
        cwd=trap.project,
        env={**os.environ, "FASTDOCTOR_CACHE_DIR": str(cache), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(out)},
        capture_output=True,
        encoding="utf-8",
        timeout=20,
    )


@pytest.mark.parametrize("git", [False, True], ids=["no git", "git"])
@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_snaps(tmp_path: Path, name: str, git: bool) -> None:
    trap = traps(tmp_path, git)
    out = tmp_path / "out"
    out.mkdir()
    before = state(tmp_path)
    done = guarded(trap, out, *COMMANDS[name])
    assert "FORBIDDEN" not in done.stderr
    assert done.returncode in (0, 1), done.stderr
    assert not trap.mark.exists()
    assert "secret==1" not in done.stdout
    assert {path: content for path, content in state(tmp_path).items() if not path.startswith(str(out))} == {
        path: content for path, content in before.items() if not path.startswith(str(out))
    }
    asked = {part.rpartition("/")[2] for part in COMMANDS[name] if "{out}" in part}
    assert {file.name for file in out.iterdir()} - {"cache"} == asked


def test_what_changed_since_a_commit_runs_no_hook(tmp_path: Path) -> None:
    trap = traps(tmp_path, git=True)
    out = tmp_path / "out"
    out.mkdir()
    for option in ("--since=HEAD", "--staged"):
        done = guarded(trap, out, "check", option)
        assert (done.returncode in (0, 1), "FORBIDDEN" in done.stderr) == (True, False), done.stderr
    assert not trap.mark.exists()


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import os; os.system('true')",
        "import subprocess; subprocess.run(['git', 'status'])",
        "open('x.txt', 'w')",
        "open('../outside/secret.txt')",
        "import conftest",
        "exec(compile('1', 'setup.py', 'exec'))",
        "import os; os.rename('setup.py', 'y')",
    ],
)
def test_the_guard_guards(tmp_path: Path, code: str) -> None:
    trap = traps(tmp_path, git=False)
    start = f"import sys; sys.path[:0] = [{str(ROOT)!r}, '.']; from tests.hostile.guarded import guard; "
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"{start}guard({str(trap.project)!r}, {str(trap.outside)!r}, ()); {code}"],
        cwd=trap.project,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 99, done.stderr
    assert not trap.mark.exists()
