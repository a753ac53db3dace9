"""Rounds: what overlaps waits, what does not help goes, the rest stays."""

from __future__ import annotations

import re

import pytest

from fastdoctor.files.tree import Tree
from fastdoctor.finding import Edit, Finding, Fix, Location, Region
from fastdoctor.fixing.rounds import Repaired, repaired
from fastdoctor.report.result import Result

FIXES = {"one": "1", "two": "2", "onetwo": "12", "never": "never ", "(": "((", "accent": "é", "far": ""}


def recheck(tree: Tree) -> Result:
    """A finding for each word that a fix is known for, overlapping ones too."""
    findings = []
    for path in tree.paths:
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            for word, new in FIXES.items():
                for found in re.finditer(re.escape(word), line):
                    location = Location(path, Region(number, found.start() + 1, number, found.end() + 1))
                    edits = (Edit(location, new),)
                    if word == "far":
                        edits = (*edits, Edit(Location("gone.txt", Region(1, 1, 1, 1)), "x"))
                    findings.append(Finding(word, location, rule=word, fix=Fix(f"write {new}", edits, safe=True)))
    texts = {path: tree.text(path) for path in tree.paths}
    return Result((), tuple(sorted(findings, key=lambda finding: finding.order)), (), tree.paths, 0, texts)


def repair(files: dict[str, str | bytes]) -> Repaired:
    tree = Tree.of(files)
    return repaired(tree, recheck(tree), recheck, lambda finding: True)


def test_overlapping_fixes_are_made_one_after_the_other_until_nothing_changes() -> None:
    found = repair({"a.txt": "onetwo onetwo\none two\n"})
    assert found.contents == {"a.txt": b"12 12\n1 2\n"}
    assert found.withdrawn == ()
    assert found.result.findings == ()


def test_the_fix_to_blame_is_withdrawn_and_the_others_stay() -> None:
    found = repair({"a.txt": "one\ntwo\nnever\none\n", "b.txt": "two never two\n"})
    assert found.contents == {"a.txt": b"1\n2\nnever\n1\n", "b.txt": b"2 never 2\n"}
    assert [(one.finding.location.path, one.reason) for one in found.withdrawn] == [
        ("a.txt", "the finding would still be there"),
        ("b.txt", "the finding would still be there"),
    ]


def test_what_would_not_parse_is_withdrawn() -> None:
    found = repair({"a.py": "x = (\n    0)\none = 0\n"})
    assert found.contents == {}
    assert {one.reason for one in found.withdrawn} == {"the file would not parse any more"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("far", "gone.txt is not among the files that were read"),
        ("x\rone = 1\r", "the file has lines that end with a carriage return alone"),
        (b"# coding: ascii\naccent = 1\n", "a.py: ascii has no 'é'"),
    ],
)
def test_what_cannot_be_written_is_withdrawn(content: str | bytes, reason: str) -> None:
    found = repair({"a.py": content})
    assert found.contents == {}
    assert [one.reason.startswith(reason) for one in found.withdrawn] == [True]


def test_a_file_that_comes_back_to_what_it_was_is_not_written() -> None:
    assert repair({"a.txt": "nothing\n"}).contents == {}
