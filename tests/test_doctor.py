"""Rules are asked about projects: gates, severities, suppression, order, and rules that fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from fastdoctor.catalogue import Rule, Selection
from fastdoctor.configuration import Configuration
from fastdoctor.declaration import Declaration
from fastdoctor.doctor import RuleFailed, check, configuration_of
from fastdoctor.files.tree import Tree
from fastdoctor.finding import Finding, Location, Region
from fastdoctor.report.result import NotEvaluated, ProjectSummary, Result

if TYPE_CHECKING:
    from fastdoctor.project import Project


@dataclass
class OneProject:
    """The smallest thing that answers the doctor's questions."""

    root: str = ""
    files_read: tuple[str, ...] = ("main.py",)
    not_evaluated: tuple[NotEvaluated, ...] = ()
    broken_lines: Mapping[str, int] = field(default_factory=dict)

    def summary(self) -> ProjectSummary:
        return ProjectSummary(self.root, (), (), 0)

    def satisfies(self, requirement: str) -> bool:
        return requirement == "fastapi>=0.100"


def rule(name: str, *findings: Finding, applies: str = "", ask: Callable[[], None] = lambda: None) -> Rule:
    def ask_project(project: Project) -> Iterable[Finding]:
        ask()
        return findings

    return Rule(
        name, "routing", Path(f"rules/routing/{name}.py"), "", Declaration(ask_project, "error", applies=applies)
    )


def at(line: int, path: str = "main.py") -> Finding:
    return Finding(f"found at {line}", Location(path, Region(line, 1, line, 2)))


def run(
    *rules: Rule,
    texts: dict[str, str | bytes] | None = None,
    projects: Iterable[OneProject] = (OneProject(),),
    **settings: object,
) -> Result:
    configuration = Configuration(**{"folder": Path("/nowhere"), **settings})  # type: ignore[arg-type]
    tree = Tree.of(texts or {"main.py": "a\nb\nc\n"})
    return check(tree, cast("tuple[Project, ...]", tuple(projects)), rules, {"": configuration})


def test_the_rule_and_its_severity_are_filled_in_and_findings_sorted() -> None:
    result = run(rule("late", at(3), at(1)), rule("early", Finding("m", at(1).location, severity="note")))
    assert [(one.rule, one.severity, one.location.region.start_line) for one in result.findings] == [
        ("early", "note", 1),
        ("late", "error", 1),
        ("late", "error", 3),
    ]
    assert result.texts == {"main.py": "a\nb\nc\n"}


def test_a_rule_runs_only_where_its_versions_are_proven() -> None:
    rules = (rule("gated", at(1), applies="fastapi>=0.100"), rule("newer", at(2), applies="fastapi>=0.200"))
    assert [one.rule for one in run(*rules).findings] == ["gated"]


def test_the_configured_severity_beats_all() -> None:
    loud = rule("loud", Finding("m", at(1).location, severity="error"))
    assert run(loud, severity={"loud": "note"}).findings[0].severity == "note"


def test_only_selected_rules_run() -> None:
    def never() -> None:
        raise AssertionError("asked")

    assert run(rule("a", ask=never), rule("b", at(1)), selection=Selection(select=("b",))).findings[0].rule == "b"


def test_two_projects_that_see_the_same_give_one_finding() -> None:
    projects = (OneProject("a", ("a/x.py", "shared.py")), OneProject("b", ("b/x.py", "shared.py")))
    result = run(rule("same", at(1, "shared.py")), texts={"shared.py": "a\n"}, projects=projects)
    assert len(result.findings) == 1
    assert result.files_read == ("a/x.py", "b/x.py", "shared.py")
    assert len(result.projects) == 2


def test_per_file_ignores() -> None:
    texts: dict[str, str | bytes] = {"main.py": "a\n", "tests/test_a.py": "a\n"}
    rules = (rule("one", at(1), at(1, "tests/test_a.py")), rule("two", at(1, "tests/test_a.py")))
    result = run(*rules, texts=texts, per_file_ignores=(("tests/**", ("one",)),))
    assert [(one.rule, one.location.path) for one in result.findings] == [
        ("one", "main.py"),
        ("two", "tests/test_a.py"),
    ]


def test_suppression_and_the_remarks_about_it() -> None:
    text = "a  # fastdoctor: ignore[one]\nb  # fastdoctor: ignore[one]\nc  # fastdoctor: ignore[gated, odd]\n"
    from fastdoctor.catalogue.own import own_rules

    rules = (rule("one", at(1)), rule("gated", applies="fastapi>=1"), *own_rules())
    result = run(*rules, texts={"main.py": text})
    assert result.suppressed == 1
    assert [(one.rule, one.severity, one.location.region.start_line) for one in result.findings] == [
        ("unused-suppression", "warning", 2),
        ("unknown-suppression", "warning", 3),
    ]
    ignored = run(*rules, texts={"main.py": text}, selection=Selection(ignore=("suppression",)))
    assert ignored.findings == ()


def test_comments_count_in_utf_16_too() -> None:
    text = "a  # fastdoctor: ignore[one]\n".encode("utf-16")
    result = run(rule("one", at(1)), texts={"main.py": text})
    assert (result.findings, result.suppressed) == ((), 1)
    assert run(rule("one", at(1)), texts={"main.py": "a\n".encode("utf-16")}).recoded == {"main.py"}


def test_a_file_that_cannot_be_read_is_not_evaluated_and_the_rest_is() -> None:
    project = OneProject(files_read=("main.py", "bad.py"), not_evaluated=(NotEvaluated("x.py", "too deep"),))
    result = run(
        rule("one", at(1), at(1, "bad.py")), texts={"main.py": "a\n", "bad.py": b"\xff\xfe\x00"}, projects=(project,)
    )
    assert [note.path for note in result.not_evaluated] == ["bad.py", "x.py"]
    assert len(result.findings) == 2
    assert list(result.texts) == ["main.py"]


def test_a_rule_that_fails_is_named() -> None:
    def fail(project: Project) -> Iterator[Finding]:
        yield at(1)
        raise ZeroDivisionError("by zero")

    broken = Rule("broken", "routing", Path("rules/routing/broken.py"), "", Declaration(fail, "error"))
    with pytest.raises(RuleFailed, match=r"broken \(rules/routing/broken.py\) failed on the project \.: ZeroDivision"):
        run(broken)


def test_the_nearest_configuration_holds() -> None:
    top, nested = Configuration(), Configuration(entrypoint="a:b")
    configurations = {"": top, "services/a": nested}
    assert configuration_of("services/a/app", configurations) is nested
    assert configuration_of("services/ab", configurations) is top
    assert configuration_of("", configurations) is top


def test_progress_is_told() -> None:
    steps: list[tuple[int, int]] = []
    projects = cast("tuple[Project, ...]", (OneProject(),))
    check(
        Tree.of({}), projects, (rule("a"), rule("b")), {"": Configuration()}, lambda done, of: steps.append((done, of))
    )
    assert steps == [(0, 2), (1, 2)]


def test_the_first_syntax_error_of_a_file_is_told_whichever_project_read_it() -> None:
    projects = (OneProject("a", broken_lines={"main.py": 9}), OneProject("b", broken_lines={"main.py": 4}))
    result = run(rule("one"), texts={"main.py": "a\n"}, projects=projects)
    assert [(note.path, note.reason) for note in result.not_evaluated] == [
        ("main.py", "syntax error at line 4; the rest of the file was read")
    ]
