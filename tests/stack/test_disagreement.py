"""Sources that contradict one another."""

from __future__ import annotations

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
