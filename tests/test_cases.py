"""Every rule speaks where its cases say so and nowhere else; its page's Bad is found and its Good is silent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from fastdoctor.catalogue import ALL, Rule, load_rules
from fastdoctor.doctor import check_texts
from fastdoctor.finding import Finding
from tests.case_files import CASES, Case, count_headings, read_cases, without_marks
from tests.repairs import repaired_files_of

RULES = {f"{rule.category}/{rule.id}": rule for rule in load_rules()}
FILES = {f"{file.parent.name}/{file.stem.replace('_', '-')}": file for file in sorted(CASES.glob("*/*.md"))}
CASES_OF_RULES = [
    pytest.param(name, case, id=f"{name}: {case.heading}") for name, file in FILES.items() for case in read_cases(file)
]


def found(rule: Rule, files: Mapping[str, str | bytes]) -> list[Finding]:
    """The rule's own findings in a project; comments can only be judged when the other rules ran too."""
    selected = ALL if rule.category == "suppression" else rule.id
    result = check_texts(files, tuple(RULES.values()), (selected,))
    assert result.projects, "the project was not recognised as one of FastAPI"
    return [finding for finding in result.findings if finding.rule == rule.id]


@pytest.mark.parametrize(("name", "case"), CASES_OF_RULES)
def test_case(name: str, case: Case) -> None:
    findings = found(RULES[name], case.files)
    places = sorted((finding.location.path, finding.location.region.start_line) for finding in findings)
    assert places == sorted((expected.path, expected.line) for expected in case.expected)
    for expected in case.expected:
        messages = [one.message for one in findings if one.location.path == expected.path]
        assert any(expected.message in message for message in messages)
    fixed = repaired_files(RULES[name], case.files)
    assert {path: fixed[path] for path in case.fixed} == case.fixed
    if any(finding.fix for finding in findings):
        assert case.fixed, f"the case does not show what its fix makes of it: {fixed}"


def repaired_files(rule: Rule, files: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """The project, marks left out, after all fixes of a rule."""
    selected = ALL if rule.category == "suppression" else rule.id
    plain = {path: without_marks(content) for path, content in files.items()}
    made = repaired_files_of(plain, tuple(RULES.values()), (selected,), rule.id)
    assert made.withdrawn == ()
    return made.contents


@pytest.mark.parametrize("name", RULES)
def test_page(name: str) -> None:
    page = RULES[name].page
    assert not page.summary.endswith(".")
    assert found(RULES[name], page.bad), "the page's Bad is not found"
    assert not found(RULES[name], page.good), "the page's Good is found"


@pytest.mark.parametrize("name", RULES)
def test_every_rule_has_cases_that_speak_and_that_stay_silent(name: str) -> None:
    assert name in FILES, "no case file"
    cases = read_cases(FILES[name])
    assert any(case.expected for case in cases)
    assert any(not case.expected for case in cases)


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_no_case_is_lost(file: Path) -> None:
    cases = read_cases(file)
    assert len(cases) == count_headings(file.read_text("utf-8")) > 0
    assert len({case.heading for case in cases}) == len(cases), "two cases of the same name"


def test_no_case_file_without_a_rule() -> None:
    assert sorted(set(FILES) - set(RULES)) == []


@pytest.mark.parametrize("name", RULES)
def test_a_rule_declares_the_kind_of_its_fixes(name: str) -> None:
    rule = RULES[name]
    kinds = {
        "safe" if finding.fix.safe else "unsafe"
        for case in read_cases(FILES[name])
        for finding in found(rule, {path: without_marks(content) for path, content in case.files.items()})
        if finding.fix is not None
    }
    declared = {rule.declaration.fix} if rule.declaration.fix else set()
    assert declared <= kinds, "it declares a fix that no case shows"
    assert bool(kinds) == bool(declared), "it has fixes that it does not declare"
