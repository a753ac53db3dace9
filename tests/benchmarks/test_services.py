"""The generated services are what they say: as large as asked, the same each time, understood, and without findings."""

from __future__ import annotations

from fastdoctor.catalogue import load_rules
from fastdoctor.doctor import check_texts
from tests.benchmarks.services import generate


def texts(root):
    return {path.relative_to(root).as_posix(): path.read_text() for path in sorted(root.rglob("*")) if path.is_file()}


def test_same_seed_same_service(tmp_path):
    assert abs(generate(tmp_path / "a", 80, seed=1) - 80) < 12
    generate(tmp_path / "b", 80, seed=1)
    generate(tmp_path / "c", 80, seed=2)
    assert texts(tmp_path / "a") == texts(tmp_path / "b") != texts(tmp_path / "c")


def test_a_generated_service_is_understood(tmp_path):
    generate(tmp_path, 80, seed=3)
    result = check_texts(texts(tmp_path), load_rules(), ["default"])
    (project,) = result.projects
    assert project.applications == ("app.main:app",)
    assert project.routes == 4 * 10
    assert result.not_evaluated == ()
    assert [finding.rule for finding in result.findings if finding.severity == "error"] == []
