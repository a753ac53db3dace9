"""Configuration files as the command line uses them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import MAIN
from tests.conftest import Run


def configure(folder: Path, text: str) -> None:
    (folder / "fastdoctor.toml").write_text(text)


def test_a_severity_of_the_users_own(fastdoctor: Run, project: Path, rules: Path) -> None:
    configure(project, 'select = ["open-door"]\n[severity]\nopen-door = "note"\n')
    done = fastdoctor("check", project, "--rules", rules)
    assert done.returncode == 0
    assert done.stdout.startswith("note[open-door]")


def test_the_command_line_beats_the_configuration(fastdoctor: Run, project: Path, rules: Path) -> None:
    configure(project, 'ignore = ["open-door"]\n')
    arguments = ("check", project, "--rules", rules)
    assert "open-door" not in fastdoctor(*arguments).stdout
    assert "open-door" in fastdoctor(*arguments, "--select", "open-door").stdout
    assert "open-door" in fastdoctor(*arguments, "--extend-select", "open-door").stdout
    assert "open-door" in fastdoctor(*arguments, "--isolated").stdout


def test_errors_name_file_and_line(fastdoctor: Run, project: Path) -> None:
    configure(project, "\nselekt = []\n")
    done = fastdoctor("check", project)
    assert done.returncode == 2
    assert done.stderr == (
        f"fastdoctor: error: {project / 'fastdoctor.toml'}:2: unknown key 'selekt'; did you mean 'select'?\n"
    )
    configure(project, '[severity]\nunused-supression = "note"\n')
    assert (
        "fastdoctor.toml:2: there is no rule 'unused-supression'; did you mean" in fastdoctor("check", project).stderr
    )


def test_another_file_can_be_named(fastdoctor: Run, project: Path, rules: Path) -> None:
    configure(project, "selekt = []\n")
    other = project.parent / "other.toml"
    other.write_text('select = ["unused-suppression"]\n')
    assert fastdoctor("check", project, "--config", other, "--rules", rules).returncode == 0


def test_rules_of_a_scanned_repository_are_run_only_when_trusted(fastdoctor: Run, project: Path, rules: Path) -> None:
    rules.rename(project / "checks")
    configure(project, 'select = ["doors"]\nrule-folders = ["checks"]\n')
    refused = fastdoctor("check", project)
    assert refused.returncode == 2
    assert "--trust-rules" in refused.stderr
    assert "open-door" in fastdoctor("check", project, "--trust-rules").stdout
    assert "open-door" in fastdoctor("check", project, "--config", project / "fastdoctor.toml").stdout
    assert fastdoctor("check", project, "--isolated", "--select", "suppression").returncode == 0


def test_a_project_of_a_repository_may_have_its_own(fastdoctor: Run, tmp_path: Path, rules: Path) -> None:
    for name in ("one", "two"):
        folder = tmp_path / "repository" / name
        folder.mkdir(parents=True)
        (folder / "main.py").write_text(MAIN)
        (folder / "requirements.txt").write_text("fastapi==0.115.6\n")
    configure(tmp_path / "repository", 'select = ["open-door"]\n')
    configure(tmp_path / "repository" / "two", 'select = ["suppression"]\n')
    done = fastdoctor("check", tmp_path / "repository", "--rules", rules, "--output-format", "concise", "-q")
    assert done.stdout == "one/main.py:3:1: warning[open-door] the door of `app` is open\n"


def test_files_can_be_excused(fastdoctor: Run, project: Path, rules: Path) -> None:
    configure(project, 'select = ["open-door"]\n[per-file-ignores]\n"main.py" = ["doors"]\n')
    assert fastdoctor("check", project, "--rules", rules).returncode == 0
