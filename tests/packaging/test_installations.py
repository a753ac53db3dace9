"""Every way of installing finds the rules, also beside the package `rules` of the package index."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from fastdoctor.about import HOME, VERSION
from fastdoctor.catalogue import load_rules

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "tests" / "sample"
IDS = [rule.id for rule in load_rules()]


def run(*arguments: str | Path, cwd: Path) -> str:
    plain = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(list(map(str, arguments)), cwd=cwd, env=plain, capture_output=True, encoding="utf-8")
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def build(kind: str, source: Path, folder: Path) -> Path:
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder, cwd=source)
    (built,) = folder.iterdir()
    return built


def environment(folder: Path, *packages: str | Path) -> Path:
    """The `bin` of a fresh environment with the packages."""
    uv = Path(sys.executable).with_name("uv")
    run(uv, "venv", "-q", "--python", sys.executable, folder, cwd=folder.parent)
    constraints = ("-c", ROOT / "constraints.txt")
    run(uv, "pip", "install", "-q", "--python", folder, *constraints, *packages, cwd=folder.parent)
    return folder / "bin"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def listed(executables: Path, cwd: Path) -> list[str]:
    return [
        rule["id"] for rule in json.loads(run(executables / "fastdoctor", "rules", "--output-format", "json", cwd=cwd))
    ]


def test_the_wheel_beside_the_package_rules(wheel: Path, tmp_path: Path) -> None:
    executables = environment(tmp_path / "venv", wheel, "rules")
    run(executables / "python", "-c", "import rules", cwd=tmp_path)
    assert listed(executables, tmp_path) == IDS
    assert run(executables / "fastdoctor", "--version", cwd=tmp_path) == f"fastdoctor {VERSION}\n"
    report = json.loads(run(executables / "fastdoctor", "check", SAMPLE, "--output-format", "json", cwd=tmp_path))
    assert report["findings"]
    sarif = json.loads(run(executables / "fastdoctor", "check", SAMPLE, "--output-format", "sarif", cwd=tmp_path))
    assert sarif["runs"][0]["tool"]["driver"]["informationUri"].startswith("https://")


def test_the_wheel_holds_what_it_should(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    shipped = sorted(name for name in names if name.startswith("fastdoctor/rules/"))
    assert shipped == sorted(
        f"fastdoctor/rules/{file.relative_to(ROOT / 'rules')}" for file in (ROOT / "rules").rglob("*.py")
    )
    assert "fastdoctor/report/json.schema.json" in names
    assert {name.split("/")[0] for name in names} == {"fastdoctor", f"fastdoctor-{VERSION}.dist-info"}
    metadata = zipfile.ZipFile(wheel).read(f"fastdoctor-{VERSION}.dist-info/METADATA").decode().splitlines()
    assert {f"Version: {VERSION}", f"Project-URL: Homepage, {HOME}"} <= set(metadata)


def test_the_source_distribution_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = build("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    again = build("wheel", source, tmp_path / "again")
    assert sorted(zipfile.ZipFile(again).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())
    assert (source / "tests" / "sample" / "app" / "main.py").is_file()


def test_editable(tmp_path: Path) -> None:
    executables = environment(tmp_path / "venv", "-e", ROOT)
    assert listed(executables, tmp_path) == IDS


def test_a_plain_checkout(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fastdoctor", "rules", "--output-format", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert [rule["id"] for rule in json.loads(done.stdout)] == IDS
