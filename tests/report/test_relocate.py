"""Runs on several folders become one result."""

from __future__ import annotations

from fastdoctor.report.relocate import merged, relocated
from tests.report.samples import EMPTY, FULL


def test_every_path_moves() -> None:
    moved = relocated(FULL, "services/a")
    assert moved.projects[0].root == "services/a"
    assert moved.projects[0].versions[0].source is not None
    assert moved.projects[0].versions[0].source.path == "services/a/uv.lock"
    paths = {
        location.path
        for finding in moved.findings
        for location in (
            finding.location,
            *(one.location for one in finding.related),
            *(edit.location for edit in (finding.fix.edits if finding.fix else ())),
        )
    }
    assert all(path.startswith("services/a/") for path in paths | set(moved.texts) | set(moved.files_read))
    assert relocated(FULL, "") is FULL


def test_merging_sorts() -> None:
    both = merged([relocated(FULL, "b"), relocated(FULL, "a"), EMPTY])
    assert [project.root for project in both.projects] == ["", "a", "b"]
    assert [finding.location.path for finding in both.findings] == sorted(
        finding.location.path for finding in both.findings
    )
    assert len(both.findings) == 2 * len(FULL.findings)
    assert both.suppressed == 6
