"""Sources that contradict one another."""

from __future__ import annotations

from pathlib import Path

from fastdoctor.files.tree import Tree
from fastdoctor.stack import read_stacks
from tests.stack.reading import stack

LOCK = 'version = 1\n[[package]]\nname = "fastapi"\nversion = "0.115.6"\n'


def said(files: dict[str, str | bytes]) -> list[tuple[str, str, str, str]]:
    return [
        (found.requirement.location.path, found.requirement.specifier, found.version, found.other.path)
        for found in stack(files).disagreements
    ]


def test_a_lock_outside_the_declared_range() -> None:
    files: dict[str, str | bytes] = {
        "uv.lock": LOCK,
        "pyproject.toml": '[project]\ndependencies = ["fastapi>=0.116"]\n',
    }
    assert said(files) == [("pyproject.toml", ">=0.116", "0.115.6", "uv.lock")]


def test_a_pin_outside_the_range_of_another_manifest() -> None:
    manifest = '[project]\ndependencies = ["fastapi>=0.116"]\n'
    assert said({"requirements.txt": "fastapi==0.115.6\n", "pyproject.toml": manifest}) == [
        ("pyproject.toml", ">=0.116", "0.115.6", "requirements.txt")
    ]


def test_sources_that_agree() -> None:
    manifest = '[project]\ndependencies = ["fastapi>=0.115", "uvicorn ; python_version < \'3\'"]\n'
    assert said({"uv.lock": LOCK, "pyproject.toml": manifest, "requirements-dev.txt": "fastapi==0.99.0\n"}) == [
        ("requirements-dev.txt", "==0.99.0", "0.115.6", "uv.lock")
    ]
    assert said({"uv.lock": LOCK, "pyproject.toml": manifest}) == []
    sessions = "[testenv]\ndeps = fastapi==0.99.0\n"
    assert said({"uv.lock": LOCK, "pyproject.toml": manifest, "tox.ini": sessions}) == []


def test_an_environment_that_was_not_synchronised(tmp_path: Path) -> None:
    for name, version in (("fastapi", "0.110.0"), ("rich", "14.0"), ("torch", "2.1.0+cpu")):
        folder = tmp_path / "lib/python3.11/site-packages" / f"{name}-{version}.dist-info"
        folder.mkdir(parents=True)
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    lock = LOCK + '[[package]]\nname = "rich"\nversion = "14.0"\n[[package]]\nname = "torch"\nversion = "2.1.0"\n'
    (found,) = read_stacks(Tree.of({"uv.lock": lock}), tmp_path)
    assert [(locked.name, locked.version, other.version) for locked, other in found.stale_packages] == [
        ("fastapi", "0.115.6", "0.110.0")
    ]
