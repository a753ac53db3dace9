"""On well-known applications the rules find what a person found right, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real.packages import PACKAGES, checked, counts, download, reviewed


@pytest.mark.slow
@pytest.mark.parametrize("package", PACKAGES)
def test_the_findings_are_the_reviewed_ones(package: str, request: pytest.FixtureRequest) -> None:
    folder = Path(request.config.cache.mkdir("packages"))
    result = checked(download(package, folder))
    assert counts(result) == {rule: entry["count"] for rule, entry in reviewed()[package].items()}
    assert sum(project.routes for project in result.projects) > 0


@pytest.mark.parametrize("package", PACKAGES)
def test_every_finding_was_judged(package: str) -> None:
    for rule, entry in reviewed()[package].items():
        assert entry["judgement"], f"{package}: {rule} was not judged"
