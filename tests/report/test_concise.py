"""One line a finding."""

from __future__ import annotations

from fastdoctor.report.formats import format_named, format_names
from fastdoctor.report.presentation import Presentation
from tests.report.samples import FULL, RULES


def test_lines() -> None:
    lines = format_named("concise")(FULL, RULES, Presentation()).splitlines()
    assert lines[1] == (
        "app/main.py:4:19: error[blocking-call] blocking call `requests.get` in async path operation `read_user`"
    )
    assert lines[-1].startswith("Found 4 problems")
    assert len(format_named("concise")(FULL, RULES, Presentation(quiet=True)).splitlines()) == 4


def test_all_formats_are_found_by_file_and_are_deterministic() -> None:
    assert {"full", "concise", "json", "sarif", "github"} <= set(format_names())
    for name in format_names():
        assert format_named(name)(FULL, RULES, Presentation()) == format_named(name)(FULL, RULES, Presentation())
