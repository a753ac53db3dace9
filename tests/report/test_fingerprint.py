"""Fingerprints: ours survive moved lines, GitHub's equal GitHub's."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from fastdoctor.finding import Location, Region
from fastdoctor.report.fingerprint import fingerprints, line_hashes
from tests.report.samples import BLOCKING, MISSING

LINES = ["e9496ae3ebfced30", "fb7c023a8b9ccb3f", "ce8ba1a563dcdaca", "e20e36e16fcb0cc8", "b3edc88f2938467e"]
LINES += ["c8e28b0b4002a3a0", "c129715d7a2bc9a3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
        (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", [f"{one}:1" for one in LINES]),
        (" hello; \t\rworld!!!\r\r\r  \t\tGreetings\r End\r", [f"{one}:1" for one in LINES]),
        (" hello; \t\r\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", [f"{one}:1" for one in LINES]),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            [f"a7f2ff13bc495cf2:{count}" for count in range(1, 7)]
            + ["a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1"]
            + ["c129715d7a2bc9a3:1"],
        ),
    ],
)
def test_the_values_that_github_itself_tests(text: str, expected: list[str]) -> None:
    assert list(line_hashes(text)) == expected


TEXT = "a = 1\nb = f(x)\nb = f(x)\n"


def own(line: int, text: str, **changes: str) -> str:
    finding = replace(BLOCKING, location=Location("m.py", Region(line, 5, line, 9)), **changes)  # type: ignore[arg-type]
    return fingerprints([finding], {"m.py": text})[0]


def test_moved_and_reindented_lines_keep_the_fingerprint() -> None:
    assert own(2, TEXT) == own(4, "# one\n# two\n" + TEXT)
    assert own(2, TEXT) == own(2, TEXT, message="worded anew")


def test_another_rule_path_or_line_has_another_one() -> None:
    assert len({own(2, TEXT), own(2, TEXT, rule="other"), own(1, TEXT), own(2, TEXT.replace("x", "y"))}) == 4


def test_equal_ones_are_counted() -> None:
    findings = [replace(BLOCKING, location=Location("m.py", Region(line, 5, line, 9))) for line in (2, 3)]
    first, second = fingerprints(findings, {"m.py": TEXT})
    assert (first[-2:], second[-2:], first[:-2]) == (":1", ":2", second[:-2])


def test_a_finding_about_a_missing_file_is_told_by_its_message() -> None:
    other = replace(MISSING, message="another message")
    assert len(set(fingerprints([MISSING, other], {}))) == 2
