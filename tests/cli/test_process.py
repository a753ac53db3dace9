"""The program as a process: what it imports, closed pipes, signals, terminals."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.cli.conftest import RULE
from tests.conftest import ROOT, Run

HEAVY = {"rich", "yaml", "packaging", "pathspec", "multiprocessing", "ast_grep_py", "tomli", "importlib.metadata"}
SLOW_RULE = RULE.replace("from fastdoctor", "import time\n\nfrom fastdoctor", 1).replace(
    "    path =", "    time.sleep(30)\n    path ="
)


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "fastdoctor", *map(str, arguments)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def imports_of(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "fastdoctor", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment(),
    )
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


def test_the_version_and_nothing_else() -> None:
    from fastdoctor.about import VERSION

    done = subprocess.run(command("--version"), capture_output=True, encoding="utf-8", env=environment())
    assert done.stdout == f"fastdoctor {VERSION}\n"
    loaded = imports_of("--version")
    assert "fastdoctor.about" in loaded
    assert loaded & {*HEAVY, "click"} == set()
    assert not any(name.startswith(("fastdoctor.catalogue", "fastdoctor.report.formats")) for name in loaded)


def test_help_needs_no_project_and_no_terminal_library() -> None:
    assert imports_of("check", "--help") & HEAVY == set()


def test_a_check_of_a_small_project_loads_no_terminal_library(project: Path) -> None:
    assert imports_of("check", str(project)) & {"rich", "multiprocessing", "pathspec"} == set()


def test_a_repeated_check_loads_only_what_looks_and_prints(project: Path, tmp_path: Path) -> None:
    arguments = ("check", str(project), "--cache-dir", str(tmp_path / "kept"), "--output-format", "concise")
    cold, warm = imports_of(*arguments), imports_of(*arguments)
    assert warm & (HEAVY - {"tomli"}) == set()  # pyproject.toml may hold the configuration
    parts = {name.split(".")[1] for name in warm if name.startswith("fastdoctor.")}
    assert parts == {
        *("cache", "catalogue", "cli", "configuration", "declaration"),
        *("failure", "files", "finding", "hashing", "pattern", "project", "report"),
    }
    assert {"ast_grep_py", "fastdoctor.doctor", "fastdoctor.stack"} <= cold


@pytest.mark.parametrize("asked", ["--version", "--help"])
def test_a_profiler_sees_the_end(asked: str) -> None:
    arguments = [sys.executable, "-m", "cProfile", "-m", "fastdoctor", asked]
    done = subprocess.run(arguments, capture_output=True, encoding="utf-8", env=environment(), check=True)
    assert "function calls" in done.stdout


def test_a_reader_who_leaves_early(project: Path, rules: Path) -> None:
    arguments = command(
        "check", project, "--rules", rules, "--output-format", "json", "--output", f"json:{project}/x.json"
    )
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    stderr = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 1
    assert stderr == b""
    assert (project / "x.json").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux makes pipes as small as this test needs")
@pytest.mark.parametrize("is_blocking", [True, False], ids=["blocking", "non-blocking"])
def test_a_reader_who_takes_time(is_blocking: bool) -> None:
    arguments = command("rules", "--output-format", "json")
    expected = subprocess.run(arguments, capture_output=True, env=environment()).stdout
    reader, writer = os.pipe()
    size = fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    assert len(expected) > 2 * size
    os.set_blocking(writer, is_blocking)
    with subprocess.Popen(arguments, stdout=writer, env={**environment(), "PYTHONUNBUFFERED": "1"}) as process:
        os.close(writer)
        while struct.unpack("i", fcntl.ioctl(reader, termios.FIONREAD, bytes(4)))[0] < size:
            assert process.poll() is None
            time.sleep(0.01)
        for stopping in (signal.SIGSTOP, signal.SIGCONT):
            process.send_signal(stopping)
            time.sleep(0.1)
        with open(reader, "rb") as pipe:
            assert pipe.read() == expected


@pytest.mark.parametrize("arguments", [("--version",), ()], ids=["version", "help"])
def test_a_short_text_that_nobody_reads(arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command(*arguments), stdout=writer, stderr=subprocess.PIPE, env=environment())
    os.close(writer)
    assert done.stderr == b""


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-", "2>/dev/full"])
def test_streams_that_are_closed_or_full_change_no_verdict(project: Path, rules: Path, closed: str) -> None:
    arguments = command("check", project, "--rules", rules, "--output", f"json:{project}/x.json")
    shell = ["sh", "-c", f'exec "$@" {closed}', "sh"]
    done = subprocess.run([*shell, *arguments], capture_output=True, encoding="utf-8", env=environment())
    assert (done.returncode, done.stderr) == (1, "")
    assert (project / "x.json").read_text().startswith("{")
    wrong = subprocess.run([*shell, *command("check", project / "none")], capture_output=True, env=environment())
    assert wrong.returncode == 2


@pytest.mark.parametrize("arguments", [("check", "."), ("--version",), ()], ids=["check", "version", "help"])
def test_a_full_disk_behind_stdout(project: Path, arguments: tuple[str, ...]) -> None:
    shell = ["sh", "-c", f'cd {project}; exec "$@" >/dev/full', "sh", *command(*arguments)]
    done = subprocess.run(shell, capture_output=True, encoding="utf-8", env=environment())
    assert (done.returncode, done.stderr) == (2, "fastdoctor: error: output: No space left on device\n")


@pytest.mark.parametrize(
    ("sent", "code", "said"),
    [(signal.SIGINT, 130, b"\nfastdoctor: interrupted\n"), (signal.SIGTERM, 143, b""), (signal.SIGHUP, 129, b"")],
)
def test_a_signal_leaves_nothing_half_written(
    project: Path, rules: Path, sent: signal.Signals, code: int, said: bytes
) -> None:
    (rules / "doors" / "open_door.py").write_text(SLOW_RULE)
    report = project / "report.json"
    report.write_text("old")
    arguments = command("check", project, "--rules", rules, "--output", f"json:{report}")
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    time.sleep(3)
    process.send_signal(sent)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout, stderr) == (code, b"", said)
    assert report.read_text() == "old"
    assert sorted(file.name for file in project.iterdir()) == ["main.py", "report.json", "requirements.txt"]


def on_terminal(*arguments: str | Path, seconds: float = 60) -> str:
    """What a person sees: stdout and stderr of the command on a pseudo terminal."""
    leader, follower = pty.openpty()
    plain = {name: value for name, value in environment().items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(command(*arguments), stdout=follower, stderr=follower, env={**plain, "TERM": "xterm"})
    os.close(follower)
    shown = b""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not select.select([leader], [], [], 0.2)[0]:
            continue
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    process.wait(30)
    os.close(leader)
    return shown.decode("utf-8")


def test_colour_and_links_on_a_terminal(project: Path, rules: Path) -> None:
    shown = on_terminal("check", project, "--rules", rules, "--select", "open-door")
    assert "\x1b[1;33mwarning[" in shown
    assert f"\x1b]8;;{(project / 'main.py').as_uri()}\x1b\\main.py:3:1" in shown
    assert "asking the rules" not in shown


@pytest.mark.parametrize(("quiet", "expected"), [((), True), (("-q",), False)])
def test_progress_after_a_second(project: Path, rules: Path, quiet: tuple[str, ...], expected: bool) -> None:
    slow = SLOW_RULE.replace("sleep(30)", "sleep(1.5)")
    (rules / "doors" / "open_door.py").write_text(slow)
    shown = on_terminal("check", project, "--rules", rules, "--select", "open-door", *quiet)
    assert ("asking the rules" in shown) is expected
    assert "open-door" in shown


def test_the_page_of_a_rule_on_a_terminal() -> None:
    assert "\x1b[" in on_terminal("explain", "unused-suppression")


def test_not_even_the_help_is_an_error(fastdoctor: Run) -> None:
    assert fastdoctor("--help").returncode == 0
    assert "Commands:" in fastdoctor().stdout
