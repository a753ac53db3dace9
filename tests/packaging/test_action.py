"""The GitHub Action: valid by schema and linters, and what its scripts do when they run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
SCRIPTS = sorted((ROOT / "action").glob("*.sh"))


def tool(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A program of this environment."""
    command = [str(Path(sys.executable).parent / str(arguments[0])), *map(str, arguments[1:])]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")


def test_the_schema() -> None:
    done = tool("check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml")
    assert done.returncode == 0, done.stdout
    broken = ROOT / "pyproject.toml"
    assert tool("check-jsonschema", "--builtin-schema", "vendor.github-actions", broken).returncode != 0


def test_the_linter_for_actions() -> None:
    done = tool("zizmor", "--offline", "--strict-collection", "--persona", "pedantic", "action.yml")
    assert done.returncode == 0, done.stdout


def test_the_linter_for_scripts() -> None:
    assert len(SCRIPTS) == 2
    done = tool("shellcheck", "--enable", "all", "--exclude", "SC2154,SC2250,SC2310,SC2312", *SCRIPTS)
    assert done.returncode == 0, done.stdout


def test_inputs_reach_scripts_as_variables_only() -> None:
    steps = ACTION["runs"]["steps"]
    assert not [step for step in steps if "${{" in step.get("run", "")]
    used = {value for step in steps for value in step.get("env", {}).values()}
    assert {f"${{{{ inputs.{name} }}}}" for name in ("paths", "arguments", "fail-on", "since", "version")} <= used
    assert all(
        "@" not in step["uses"] or len(step["uses"].rpartition("@")[2]) == 40 for step in steps if "uses" in step
    )


def run_check(folder: Path, project: Path, **inputs: str) -> tuple[dict[str, str], str, str]:
    """What `check.sh` sets as outputs, writes as summary and prints, for these inputs."""
    (folder / "bin").mkdir(exist_ok=True)
    program = folder / "bin" / "fastdoctor"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m fastdoctor "$@"\n')
    program.chmod(0o755)
    files = {name: folder / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_text("")
    environment = {
        **os.environ,
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(folder),
        **{name: str(file) for name, file in files.items()},
        **{f"FASTDOCTOR_{name.upper()}": value for name, value in inputs.items()},
    }
    done = subprocess.run(
        ["bash", str(ROOT / "action" / "check.sh")], cwd=project, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
    return outputs, files["GITHUB_STEP_SUMMARY"].read_text(), done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "a project"
    folder.mkdir()
    (folder / "main.py").write_text(
        "import time\n\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n"
        '@app.get("/")\nasync def read() -> None:\n    time.sleep(1)\n'
    )
    return folder


def test_findings_are_reported_before_the_job_fails(tmp_path: Path, project: Path) -> None:
    outputs, summary, printed = run_check(tmp_path, project)
    assert outputs["exit-code"] == "1"
    assert json.loads(Path(outputs["sarif-file"]).read_text())["runs"][0]["results"]
    assert summary.startswith("## fastdoctor\n")
    assert printed.startswith("::error file=main.py,line=10,")


def test_arguments_and_paths_are_lines(tmp_path: Path, project: Path) -> None:
    inputs = {"paths": "a project\n", "arguments": "--select=openapi\n\n--exclude=x y/\n", "fail_on": "never"}
    outputs, _, printed = run_check(tmp_path, project.parent, **inputs)
    assert (outputs["exit-code"], printed) == ("0", "")


@pytest.mark.parametrize("arguments", ["--frobnicate", "$(touch broken)", "; touch broken", "--config=no.toml"])
def test_what_fails_is_an_exit_code_and_uploads_nothing(tmp_path: Path, project: Path, arguments: str) -> None:
    outputs, summary, _ = run_check(tmp_path, project, arguments=arguments)
    assert outputs == {"exit-code": "2", "sarif-file": ""}
    assert summary == ""
    assert not (project / "broken").exists()


def test_a_version_is_a_version(tmp_path: Path) -> None:
    environment = {**os.environ, "FASTDOCTOR_VERSION": "1.0; touch broken", "RUNNER_TEMP": str(tmp_path)}
    done = subprocess.run(
        ["bash", str(ROOT / "action" / "install.sh")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_it_installs_what_it_came_with(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "FASTDOCTOR_VERSION": "",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_PATH": str(tmp_path / "path"),
    }
    subprocess.run(["bash", str(ROOT / "action" / "install.sh")], cwd=tmp_path, env=environment, check=True)
    folder = Path((tmp_path / "path").read_text().strip())
    done = subprocess.run([str(folder / "fastdoctor"), "--version"], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.startswith("fastdoctor ")
