"""What holds for the fixes of every case, page and proof: twice is once, nothing new is found, nothing breaks."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Mapping

import pytest

from fastdoctor.catalogue import ALL, load_rules
from fastdoctor.finding import Finding
from fastdoctor.suppression import MARK
from fastdoctor.suppression.comments import comments_of
from tests.case_files import CASES, read_cases, without_marks
from tests.repairs import Made, repaired_files_of

Files = Mapping[str, str | bytes]
RULES = load_rules()
PROJECTS: dict[str, Files] = {
    **{f"page {rule.id}": rule.page.bad for rule in RULES},
    **{
        f"{file.stem}: {case.heading}": {path: without_marks(content) for path, content in case.files.items()}
        for file in sorted(CASES.glob("*/*.md"))
        for case in read_cases(file)
    },
}


def repair(files: Files, unsafe: bool) -> Made:
    return repaired_files_of(files, RULES, (ALL,), unsafe=unsafe)


def kinds(findings: tuple[Finding, ...]) -> Counter[tuple[str, str]]:
    """The findings that everybody sees: a new requirement has no version, which the strict rules would rather see."""
    return Counter((finding.rule, finding.location.path) for finding in findings if finding.tier == "default")


def comments(path: str, content: str | bytes) -> Counter[str]:
    texts = comments_of(path, content) if isinstance(content, str) else ()
    return Counter(comment.text for comment in texts if MARK not in comment.text)


def is_python(content: str | bytes) -> bool:
    try:
        ast.parse(content)
    except (SyntaxError, ValueError):
        return False
    return True


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("name", PROJECTS)
def test_fixes(name: str, unsafe: bool) -> None:
    files = PROJECTS[name]
    once = repair(files, unsafe)
    assert not kinds(once.after.findings) - kinds(once.before.findings), "a fix brings a finding"
    assert repair(once.contents, unsafe).contents == once.contents, "fixing twice is not fixing once"
    for path, content in once.contents.items():
        assert not comments(path, files[path]) - comments(path, content), "a comment is lost"
        if path.endswith(".py") and is_python(files[path]):
            assert is_python(content)


def test_there_is_something_to_fix() -> None:
    assert sum(bool(repair(files, unsafe=True).fixed) for files in PROJECTS.values()) > 60
