"""Workflow commands: escaped, and the most severe first."""

from __future__ import annotations

from msgspec.structs import replace

from fastdoctor.report.formats.github import render
from fastdoctor.report.presentation import Presentation
from tests.report.samples import CORS, FULL, RULES, at, result


def test_one_command_a_finding() -> None:
    lines = render(FULL, RULES, Presentation()).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice", "::notice"]
    assert lines[0].startswith(
        "::error file=app/main.py,line=4,endLine=4,col=19,endColumn=36,title=fastdoctor (blocking-call)::blocking call"
    )
    assert "endColumn" not in lines[1]


def test_nothing_can_start_another_command_or_property() -> None:
    hostile = replace(CORS, message="50%\r\n::error::x\x1b[1m", location=at("a,line=9:b%\n::x.py", 1, 1, 1, 2))
    (line,) = render(result(hostile), RULES, Presentation()).splitlines()
    assert line == (
        "::warning file=a%2Cline=9%3Ab%25%0A%3A%3Ax.py,line=1,endLine=1,col=1,endColumn=2,"
        "title=fastdoctor (wide-cors)::50%25%0A%0A::error::x␛[1m"
    )
