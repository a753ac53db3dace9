"""What an installed environment holds."""

from __future__ import annotations

from pathlib import Path

from fastdoctor.files.tree import Tree, read_tree
from fastdoctor.stack import Stack, read_stacks


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


def beside(tmp_path: Path, files: dict[str, str]) -> Stack:
    """The stack of a project on disk with a `.venv` that holds FastAPI 0.111.0 and python-multipart."""
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/pyvenv.cfg").write_text("home = /usr\n")
    installed(tmp_path / ".venv", "fastapi", "0.111.0")
    installed(tmp_path / ".venv", "python_multipart", "0.0.9")
    for path, text in files.items():
        (tmp_path / path).write_text(text)
    (stack,) = read_stacks(read_tree(tmp_path))
    return stack


def test_an_environment_beside_the_manifest_answers_what_nothing_else_does(tmp_path: Path) -> None:
    stack = beside(tmp_path, {"requirements.txt": "-r https://example.com/requirements.txt\n"})
    found = stack.resolved("fastapi")
    assert found is not None
    assert (found.version, found.source) == ("0.111.0", "environment")
    assert found.location is not None
    assert found.location.path == ".venv/lib/python3.11/site-packages/fastapi-0.111.0.dist-info/METADATA"
    assert stack.provides("python-multipart") is True
    assert stack.provides("httpx") is None


def test_a_manifest_beats_the_environment_beside_it(tmp_path: Path) -> None:
    stack = beside(tmp_path, {"requirements.txt": "fastapi==0.115.6\n"})
    assert stack.satisfies("fastapi==0.115.6")
    assert stack.provides("python-multipart") is False
    assert stack.resolved("python-multipart") is None


def test_an_environment_outside_of_the_tree_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    beside(tmp_path / "elsewhere", {"requirements.txt": "a\n"})
    project = tmp_path / "project"
    project.mkdir()
    (project / "requirements.txt").write_text("-r https://example.com/requirements.txt\n")
    (project / ".venv").symlink_to(tmp_path / "elsewhere/.venv")
    (stack,) = read_stacks(read_tree(project))
    assert stack.resolved("fastapi") is None
