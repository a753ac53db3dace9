"""`fastdoctor check` as users meet it: exit codes, selection, outputs, errors."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import MAIN, RULE
from tests.conftest import Run

ONLY = ("--select", "open-door")


def test_findings_make_the_exit_code_one(fastdoctor: Run, project: Path, rules: Path) -> None:
    done = fastdoctor("check", "--rules", rules, *ONLY, cwd=project)
    assert done.returncode == 1
    assert done.stdout.startswith("warning[open-door]: the door of `app` is open\n --> main.py:3:1\n")
    assert "FastAPI 0.115.6 (requirements.txt:1)" in done.stdout
    assert done.stdout.endswith("Found 1 problem: 1 warning. `fastdoctor explain ID` says why.\n")
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--fail-on", "error"), 0),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "note"), 1),
        (("--fail-on", "never"), 0),
        (("--exit-zero",), 0),
        (("--ignore", "open-door", "--select", "doors"), 0),
        (("--ignore", "doors"), 1),
    ],
)
def test_exit_codes(fastdoctor: Run, project: Path, rules: Path, options: tuple[str, ...], code: int) -> None:
    assert fastdoctor("check", project, "--rules", rules, *ONLY, *options).returncode == code


def test_no_project_is_an_error_unless_allowed(fastdoctor: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = fastdoctor("check", tmp_path / "empty")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("fastdoctor: error: no FastAPI project below")
    assert fastdoctor("check", tmp_path / "empty", "--allow-empty").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "no/such/folder"), "does not exist"),
        (("check", "--select", "no-asgi-serve"), "there is no rule"),
        (("check", "--output-format", "xml"), "there are agent, checkstyle, concise, full, github"),
        (("check", "--output", "sarif"), "must be FORMAT:PATH"),
        (("check", "--env", "X"), "write KEY=VALUE"),
        (("check", "--frobnicate"), "No such option"),
        (("chekc",), "No such command"),
        (("explain", "unused-supression"), "did you mean 'unused-suppression'?"),
        (("completion", "tcsh"), "is not one of"),
    ],
)
def test_wrong_usage(fastdoctor: Run, project: Path, arguments: tuple[str, ...], message: str) -> None:
    done = fastdoctor(*arguments, cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_rule_that_fails_is_named_and_v_shows_where(fastdoctor: Run, project: Path, rules: Path) -> None:
    (rules / "doors" / "open_door.py").write_text(RULE.replace("    path =", "    1 / 0\n    path ="))
    done = fastdoctor("check", project, "--rules", rules, *ONLY)
    assert done.returncode == 2
    assert "open_door.py) failed on the project .: ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in fastdoctor("check", project, "--rules", rules, *ONLY, "-v").stderr


def test_several_reports_of_one_run(fastdoctor: Run, project: Path, rules: Path) -> None:
    done = fastdoctor(
        "check", "--rules", rules, *ONLY, "--output", "sarif:a.sarif", "--output", "json:b.json", cwd=project
    )
    assert done.stdout.startswith("warning[open-door]")
    (found,) = json.loads((project / "a.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert found["ruleId"] == "open-door"
    assert json.loads((project / "b.json").read_text("utf-8"))["findings"][0]["path"] == "main.py"


def test_a_report_to_a_file_leaves_stdout_empty(fastdoctor: Run, project: Path, rules: Path) -> None:
    options = ("--output-format", "concise", "--output-file", "report.txt")
    assert fastdoctor("check", "--rules", rules, *ONLY, *options, cwd=project).stdout == ""
    assert "main.py:3:1: warning[open-door]" in (project / "report.txt").read_text("utf-8")


def test_a_report_replaces_a_file_in_one_step_and_keeps_its_mode(fastdoctor: Run, project: Path, rules: Path) -> None:
    report = project / "report.txt"
    report.write_text("old")
    report.chmod(0o640)
    fastdoctor("check", project, "--rules", rules, *ONLY, "--output-file", report)
    assert "open-door" in report.read_text("utf-8")
    assert stat.S_IMODE(report.stat().st_mode) == 0o640
    assert sorted(file.name for file in project.iterdir()) == ["main.py", "report.txt", "requirements.txt"]


def test_a_report_that_cannot_be_written(fastdoctor: Run, project: Path, rules: Path) -> None:
    done = fastdoctor("check", project, "--rules", rules, *ONLY, "--output-file", project / "no" / "x.txt")
    assert done.returncode == 2
    assert "x.txt cannot be written: No such file or directory" in done.stderr


def test_full_disk(fastdoctor: Run, project: Path, rules: Path) -> None:
    done = fastdoctor("check", project, "--rules", rules, *ONLY, "--output", "json:/dev/full")
    assert done.returncode == 2
    assert "cannot be written: No space left on device" in done.stderr


def test_paths_are_shown_from_the_current_folder(fastdoctor: Run, project: Path, rules: Path) -> None:
    done = fastdoctor("check", "project", "--rules", rules, *ONLY, cwd=project.parent)
    assert " --> project/main.py:3:1\n" in done.stdout


def test_paths_inside_one_another_are_read_once(fastdoctor: Run, project: Path, rules: Path) -> None:
    inner = project / "inner"
    inner.mkdir()
    (inner / "other.py").write_text(MAIN)
    done = fastdoctor("check", ".", "inner", project, "--rules", rules, *ONLY, cwd=project)
    assert done.stdout.count("warning[open-door]") == 1


def test_several_paths_are_one_result(fastdoctor: Run, project: Path, rules: Path) -> None:
    other = project.parent / "another"
    other.mkdir()
    (other / "main.py").write_text(MAIN)
    arguments = ("check", project, other, "--rules", rules, *ONLY, "--output-format", "json")
    value = json.loads(fastdoctor(*arguments).stdout)
    assert [finding["path"] for finding in value["findings"]] == ["another/main.py", "project/main.py"]
    assert [project["root"] for project in value["projects"]] == ["another", "project"]


def test_one_file_can_be_a_project(fastdoctor: Run, project: Path, rules: Path) -> None:
    done = fastdoctor("check", project / "main.py", "--rules", rules, *ONLY)
    assert done.returncode == 1
    assert " --> main.py:3:1\n" in done.stdout


def test_excluded_files_are_not_read(fastdoctor: Run, project: Path) -> None:
    (project / "old").mkdir()
    (project / "old" / "main.py").write_text(MAIN)
    shown = fastdoctor("check", "--show-files", "--exclude", "old/", cwd=project).stdout
    assert "main.py" in shown.splitlines()
    assert "old/main.py" not in shown


def test_statistics(fastdoctor: Run, project: Path, rules: Path) -> None:
    done = fastdoctor("check", project, "--rules", rules, *ONLY, "--statistics", "-q")
    assert done.stdout == "1  warning  open-door\n"


def test_the_format_may_come_from_the_environment(fastdoctor: Run, project: Path, rules: Path) -> None:
    env = {"FASTDOCTOR_OUTPUT_FORMAT": "github"}
    done = fastdoctor("check", project, "--rules", rules, *ONLY, env=env)
    assert done.stdout.startswith("::warning file=")


def test_colour_only_when_wanted(fastdoctor: Run, project: Path, rules: Path) -> None:
    arguments = ("check", project, "--rules", rules, *ONLY)
    assert "\x1b" not in fastdoctor(*arguments).stdout
    assert "\x1b[" in fastdoctor(*arguments, env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" in fastdoctor(*arguments, "--color", "always", env={"NO_COLOR": "1"}).stdout
    assert "\x1b]8" not in fastdoctor(*arguments, "--color", "always").stdout


def test_output_is_utf_8_whatever_the_locale(fastdoctor: Run, project: Path, rules: Path) -> None:
    (project / "main.py").write_text(MAIN.replace("app = FastAPI()", "app = FastAPI(title='日本')"), "utf-8")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    assert "日本" in fastdoctor("check", project, "--rules", rules, *ONLY, env=plain).stdout


def test_the_same_input_gives_the_same_bytes(fastdoctor: Run, project: Path, rules: Path) -> None:
    for name in ("json", "sarif", "full"):
        arguments = ("check", project, "--rules", rules, "--output-format", name)
        seeds = [fastdoctor(*arguments, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")]
        assert seeds[0] == seeds[1]
        assert str(project) not in seeds[0]


def test_a_file_that_cannot_be_read_is_not_evaluated(fastdoctor: Run, project: Path, rules: Path) -> None:
    (project / "gone.py").symlink_to(project / "nowhere.py")
    (project / "bad.py").write_bytes(b"from fastapi import FastAPI # \xff\xfe\n")
    done = fastdoctor("check", project, "--rules", rules, *ONLY)
    assert done.returncode == 1
    assert "not evaluated: bad.py: not utf-8 text: byte 30" in done.stdout
