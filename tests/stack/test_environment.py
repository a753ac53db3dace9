"""What an installed environment holds."""

from __future__ import annotations

from pathlib import Path

from fastdoctor.files.tree import Tree
from fastdoctor.stack import read_stacks


def installed(folder: Path, name: str, version: str) -> None:
    metadata = folder / f"lib/python3.11/site-packages/{name}-{version}.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n\nVersion: 9\n")


def test_an_environment_beats_lock_and_manifest(tmp_path: Path) -> None:
    installed(tmp_path, "fastapi", "0.111.0")
    installed(tmp_path, "python_multipart", "0.0.9")
    files = {"requirements.txt": "fastapi==0.115.6\nhttpx\n"}
    (stack,) = read_stacks(Tree.of(files), tmp_path)
    found = stack.resolved("fastapi")
    assert found is not None
    assert (found.version, found.exact, found.source) == ("0.111.0", True, "environment")
    assert stack.provides("python-multipart") is True
    assert stack.provides("httpx") is False


def test_an_interpreter_names_its_environment(tmp_path: Path) -> None:
    installed(tmp_path, "fastapi", "0.111.0")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python").write_text("")
    (stack,) = read_stacks(Tree.of({"requirements.txt": "fastapi\n"}), tmp_path / "bin/python")
    assert stack.satisfies("fastapi==0.111.0")
