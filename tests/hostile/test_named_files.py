"""Configurations, baselines, lists of variables and environments that lead out of the project, are huge or no files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from fastdoctor.adoption import baseline
from fastdoctor.cli.main import run
from fastdoctor.files.tree import LARGEST_FILE, read_tree
from fastdoctor.stack import read_stacks

ERROR = "[severity]\nno-such-rule = 'error'\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "main.py").write_text("from fastapi import FastAPI\n\napp = FastAPI()\n")
    (folder / "requirements.txt").write_text("fastapi==0.115.6\nuvicorn==0.34.0\n")
    return folder


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    file = tmp_path / "outside.toml"
    file.write_text("[tool.fastdoctor]\nselekt = ['secret']\n")
    return file


@pytest.mark.parametrize("name", ["fastdoctor.toml", ".fastdoctor.toml", "sub/fastdoctor.toml"])
@pytest.mark.parametrize("git", [False, True])
def test_a_configuration_that_leads_out(
    project: Path, outside: Path, name: str, git: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if git:
        (project / ".git").mkdir()
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).symlink_to(outside)
    code = run(["check", str(project)])
    error = capsys.readouterr().err
    if name.startswith("sub"):  # a file that the listing leaves out, like every link that leads out
        assert code == 0
    else:
        assert (code, "is a link out of" in error, "pass --config" in error) == (2, True, True)
    assert "selekt" not in error


def test_a_pyproject_that_leads_out_is_none(project: Path, outside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pyproject.toml").symlink_to(outside)
    assert run(["check", str(project)]) == 0
    assert "selekt" not in capsys.readouterr().err
    assert run(["check", str(project), "--config", str(outside)]) == 2


def test_a_link_inside_the_repository_is_followed(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "shared.toml").write_text(ERROR)
    (project / "fastdoctor.toml").symlink_to("../shared.toml")
    assert run(["check", str(project)]) == 2
    assert "no-such-rule" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["fastdoctor.toml", "pyproject.toml", "sub/pyproject.toml"])
def test_a_configuration_that_is_huge(project: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text("[tool.fastdoctor]\n" + "#" * (2 * LARGEST_FILE))
    assert run(["check", str(project)]) == 2
    assert "larger than 5 MB" in capsys.readouterr().err
    run(["check", str(project), "--isolated"])
    assert (f"not evaluated: {name}: larger than 5 MB" in capsys.readouterr().out) == (name == "pyproject.toml")


def test_a_pipe_is_no_configuration(project: Path) -> None:
    os.mkfifo(project / "fastdoctor.toml")
    os.mkfifo(project / "pyproject.toml")
    assert run(["check", str(project)]) == 0


@pytest.mark.parametrize("option", ["--config", "--baseline", "--env-file"])
def test_a_file_without_end(project: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(project), option, "/dev/zero"]) == 2
    assert "/dev/zero" in (error := capsys.readouterr().err)
    assert "larger than" in error


def test_a_named_pipe_is_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reader, writer = os.pipe()
    with os.fdopen(writer, "w") as variables:
        variables.write("A=1\nB")
    assert run(["check", str(project), "--env-file", f"/dev/fd/{reader}"]) == 2
    assert "'B' is no variable" in capsys.readouterr().err
    os.close(reader)


def test_a_list_of_variables_that_is_no_text(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / ".env").write_bytes(b"A=\xff\n")
    assert run(["check", str(project), "--env-file", str(project / ".env")]) == 2
    assert ".env is no list of variables" in capsys.readouterr().err


def test_a_baseline_larger_than_the_limit(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(baseline, "LARGEST", 20)
    (project / "known.json").write_text(json.dumps({"version": 1, "findings": []}))
    assert run(["check", str(project), "--baseline", str(project / "known.json")]) == 2
    assert "known.json cannot be read: larger than" in capsys.readouterr().err


def test_the_packages_of_an_environment_beside_are_read_inside_of_it_only(tmp_path: Path, project: Path) -> None:
    (project / "requirements.txt").write_text("-r https://a.example/requirements.txt\n")
    packages = project / ".venv" / "lib" / "python3.11" / "site-packages"
    for name in ("a", "b", "c", "d"):
        (packages / f"{name}.dist-info").mkdir(parents=True)
    (project / ".venv" / "pyvenv.cfg").write_text("")
    (tmp_path / "secret").write_text("Name: orjson\nVersion: 1.2.3\n")
    (packages / "a.dist-info" / "METADATA").symlink_to(tmp_path / "secret")
    os.mkfifo(packages / "b.dist-info" / "METADATA")
    (packages / "c.dist-info" / "METADATA").write_text("Name: fastapi\nVersion: 0.111.0\n")
    (stack,) = read_stacks(read_tree(project))
    found = stack.resolved("fastapi")
    assert (found is not None and found.version, stack.resolved("orjson")) == ("0.111.0", None)


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("option", ["--output=json:{}", "--output-file={}", "--update-baseline --baseline={}"])
def test_a_report_is_not_written_through_a_link_that_came_along(
    tmp_path: Path, project: Path, option: str, there: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    target, link = tmp_path / "target", project / "report.json"
    if there:
        target.write_text('{"version": 1, "findings": []}')
    link.symlink_to("../target")
    assert run(["check", str(project), *option.format(link).split()]) == 2
    assert "report.json is a link out of" in capsys.readouterr().err
    assert (link.is_symlink(), target.exists()) == (True, there)
    if there:
        assert target.read_text() == '{"version": 1, "findings": []}'


def test_a_report_is_written_through_a_link_inside_and_to_a_device(tmp_path: Path, project: Path) -> None:
    (project / "real.json").write_text("")
    (project / "link.json").symlink_to("real.json")
    assert run(["check", str(project), "--output", f"json:{project}/link.json", "--output", "json:/dev/null"]) == 0
    assert json.loads((project / "real.json").read_text())
    assert (project / "link.json").is_symlink()
