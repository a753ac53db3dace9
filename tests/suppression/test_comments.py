"""Suppression comments in files of every language, and what they do to findings."""

from __future__ import annotations

import pytest

from fastdoctor.finding import Finding, Location, Region
from fastdoctor.suppression import suppress
from fastdoctor.suppression.comments import comments_of
from fastdoctor.suppression.directive import directives_of

KNOWN = {"a-rule", "b-rule", "unused-suppression", "unknown-suppression", "bare-suppression"}


def finding(line: int, path: str = "main.py", rule: str = "a-rule", end: int | None = None) -> Finding:
    return Finding("m", Location(path, Region(line, 1, end or line, 4)), rule=rule)


def judged(text: str, *findings: Finding, path: str = "main.py", ran: set[str] = KNOWN) -> tuple[list[int], list[str]]:
    """The lines of the findings that are left, and the doctor's own remarks."""
    result = suppress(findings, {path: text}, KNOWN, ran)
    return [one.location.region.start_line for one in result.findings], [one.rule for one in result.own]


@pytest.mark.parametrize(
    ("path", "text", "lines"),
    [
        ("Dockerfile", "FROM x\n# c\nRUN a \\\n  && b\nCMD y # d\n", [(2, (3, 4)), (5, (5, 5))]),
        ("requirements.txt", "fastapi # c\nhttps://x/#egg=y\n", [(1, (1, 1))]),
        ("compose.yaml", "a: 'x # y'\nb: it's # c\nurl: x#y\n", [(2, (2, 2))]),
        ("pyproject.toml", 'a = """\n# c\n"""\nb = "# d"\nc = [\n  # e\n  1,\n]\n', [(6, (7, 7))]),
        (".env", "A=1\n# c\nB=2", [(2, (3, 3))]),
        ("data.json", '{"a": "# c"}', []),
        ("README.md", "# fastdoctor", []),
    ],
)
def test_comments_of_other_languages(path: str, text: str, lines: list[tuple[int, tuple[int, int]]]) -> None:
    assert [(one.line, one.covers) for one in comments_of(path, text)] == lines


def test_a_named_rule_is_suppressed_on_its_line_only() -> None:
    text = "x  # fastdoctor: ignore[a-rule] because\ny\n"
    assert judged(text, finding(1), finding(2), finding(1, rule="b-rule")) == ([2, 1], [])


def test_several_ids_and_blanks() -> None:
    assert judged("x  #fastdoctor:ignore[ a-rule ,b-rule ]\n", finding(1), finding(1, rule="b-rule")) == ([], [])


def test_behind_another_comment() -> None:
    assert judged("x  # noqa: F401 # fastdoctor: ignore[a-rule]\n", finding(1)) == ([], [])


def test_the_last_line_of_a_finding_counts_too() -> None:
    assert judged("x(\n1\n)  # fastdoctor: ignore[a-rule]\n", finding(1, end=3)) == ([], [])


def test_a_file_is_excused_from_a_rule_anywhere_in_it() -> None:
    text = "x\ny\n# fastdoctor: ignore-file[a-rule]\n"
    assert judged(text, finding(1), finding(2), finding(2, rule="b-rule")) == ([2], [])


def test_unused_unknown_and_bare_comments_are_reported() -> None:
    assert judged("x  # fastdoctor: ignore[a-rule]\n") == ([], ["unused-suppression"])
    assert judged("x  # fastdoctor: ignore[a-rul]\n") == ([], ["unknown-suppression"])
    assert judged("x  # fastdoctor: ignore\n", finding(1)) == ([1], ["bare-suppression"])


def test_a_rule_that_did_not_run_is_not_judged() -> None:
    assert judged("x  # fastdoctor: ignore[a-rule]\n", ran={"b-rule"}) == ([], [])


def test_remarks_about_comments_can_be_suppressed_as_well() -> None:
    text = "# fastdoctor: ignore-file[unused-suppression]\nx  # fastdoctor: ignore[a-rule]\n"
    assert judged(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("x = 1  # fastdoctor: ignore[a-rule] why\ny\n", "x = 1\ny\n"),
        ("# fastdoctor: ignore[a-rule] why\ny\n", "y\n"),
        ("  # fastdoctor: ignore[a-rule]\r\ny\r\n", "y\r\n"),
        ("# fastdoctor: ignore[a-rule]", ""),
        ("x  # fastdoctor: ignore[a-rule, b-rule] why\n", "x  # fastdoctor: ignore[b-rule] why\n"),
        ("x  # noqa # fastdoctor: ignore[a-rule]\n", "x  # noqa\n"),
        ("x  # fastdoctor: ignore[a-rule] # noqa\n", "x  # noqa\n"),
    ],
)
def test_the_fix_takes_the_id_away_and_leaves_the_rest(text: str, fixed: str) -> None:
    remaining = finding(1, rule="b-rule")
    remarks = suppress((remaining,), {"main.py": text}, KNOWN, KNOWN).own
    (fix,) = (remark.fix for remark in remarks)
    assert fix is not None
    assert fix.safe
    (edit,) = fix.edits
    assert _applied(text, edit.location.region, edit.replacement) == fixed


def test_the_region_of_a_remark_is_the_id() -> None:
    text = "é  # fastdoctor: ignore[b-rule, a-rul]\n"
    (directive,) = directives_of("main.py", text)
    region = directive.named[1].location.region
    assert text[region.start_column - 1 : region.end_column - 1] == "a-rul"


def _applied(text: str, region: Region, replacement: str) -> str:
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    start = starts[region.start_line - 1] + region.start_column - 1
    return text[:start] + replacement + text[starts[region.end_line - 1] + region.end_column - 1 :]
