"""A kept answer is given for the same question about the same files, and for nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fastdoctor.cache import Question, Store, remembered
from fastdoctor.cache.result_data import NoResult, result_from, result_to
from fastdoctor.files.tree import read_tree
from fastdoctor.finding import Edit, Finding, Fix, Location, Region, Related
from fastdoctor.report.result import NotEvaluated, ProjectSummary, ResolvedVersion, Result

RULES = frozenset({"", "rule"})
QUESTION = Question("tool", "asked", RULES)
LONG_AGO = 1_000_000_000
LOCATION = Location("a.py", Region(1, 1, 1, 4))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    root.mkdir()
    for name in ("a.py", "b.py", "unread.py"):
        (root / name).write_text(f"# {name}\n")
        os.utime(root / name, (LONG_AGO, LONG_AGO))
    return root


@pytest.fixture
def asked(root: Path, tmp_path: Path):
    """Ask about the tree as it is now; what was answered, and how often it had to be worked out."""
    store = Store(tmp_path / "cache")
    worked: list[int] = []

    def ask(question: Question = QUESTION) -> tuple[Result, int]:
        tree = read_tree(root)

        def answer() -> Result:
            worked.append(1)
            text = tree.text("a.py")
            tree.content("b.py")
            return Result((), (Finding("wrong", LOCATION),), (), ("a.py", "b.py"), 0, {"a.py": text})

        return remembered(store, question, tree, answer), len(worked)

    return ask


def test_the_same_files(asked):
    first, _ = asked()
    again, worked = asked()
    assert (again, worked) == (first, 1)


def test_another_question(asked):
    asked()
    assert asked(Question("tool", "other", RULES))[1] == 2
    assert asked(Question("newer tool", "asked", RULES))[1] == 3
    assert asked()[1] == 3


def test_a_changed_file(asked, root):
    asked()
    (root / "a.py").write_text("# changed\n")
    result, worked = asked()
    assert worked == 2
    assert result.texts["a.py"] == "# changed\n"


def test_a_change_of_the_same_length_at_the_same_time(asked, root):
    """Right after a change the clock of the file system cannot be believed."""
    (root / "b.py").write_text("# 1\n")
    asked()
    changed = (root / "b.py").stat().st_mtime_ns
    (root / "b.py").write_text("# 2\n")
    os.utime(root / "b.py", ns=(changed, changed))
    assert asked()[1] == 2


def test_a_file_that_is_only_touched(asked, root):
    asked()
    os.utime(root / "a.py", (LONG_AGO + 5, LONG_AGO + 5))
    assert asked()[1] == 1


def test_a_file_that_nobody_read(asked, root):
    asked()
    (root / "unread.py").write_text("# changed\n")
    assert asked()[1] == 1


def test_a_new_and_a_gone_file(asked, root):
    asked()
    (root / "c.py").write_text("")
    assert asked()[1] == 2
    (root / "c.py").unlink()
    (root / "unread.py").unlink()
    assert asked()[1] == 3


def test_an_entry_of_something_else(asked, tmp_path):
    store = Store(tmp_path / "cache")
    asked()
    (entry,) = tmp_path.glob("cache/*.fastdoctor")
    name = entry.name.partition(".")[0]
    kept = store.read(name)
    assert isinstance(kept, dict)
    store.write(name, {**kept, "result": [1, 2, 3]})
    assert asked()[1] == 2


@pytest.mark.parametrize("path", ["/etc/hostname", "../outside.py", "nul\0.py"])
def test_an_entry_that_names_files_outside(asked, tmp_path, path):
    (tmp_path / "outside.py").write_text("# outside\n")
    store = Store(tmp_path / "cache")
    asked()
    (entry,) = tmp_path.glob("cache/*.fastdoctor")
    name = entry.name.partition(".")[0]
    kept = store.read(name)
    assert isinstance(kept, dict)
    *rest, texts = kept["result"]
    store.write(name, {**kept, "result": [*rest, [*texts, path]]})
    assert asked()[1] == 2
    store.write(name, {**kept, "files": {**kept["files"], "files": {path: [1, 1, "digest"]}}})
    assert asked()[1] == 3


def full_result() -> Result:
    fix = Fix("mend it", (Edit(LOCATION, "new"),), safe=True)
    related = (Related(Location("b.py"), "here"),)
    findings = (
        Finding("one", LOCATION, "label", "help", related, "error", fix, "rule", "strict"),
        Finding("two", Location("b.py")),
    )
    versions = (ResolvedVersion("fastapi", "0.120.0", LOCATION), ResolvedVersion("pydantic", "", None))
    summary = ProjectSummary("sub", versions, ("a:app",), 3)
    notes = (NotEvaluated("c.py", "why"),)
    return Result((summary,), findings, notes, ("a.py",), 2, {"a.py": "# a.py\n"}, frozenset({"a.py"}))


def test_every_part_of_a_result_comes_back(root):
    result = full_result()
    assert result_from(result_to(result), read_tree(root), RULES) == result


def test_a_finding_of_no_rule(root):
    with pytest.raises(NoResult):
        result_from(result_to(full_result()), read_tree(root), {"other"})


def test_no_other_data_becomes_a_result(root):
    """Every value of the data, put in the place of every other one, gives an equal result or none."""
    tree, good = read_tree(root), result_to(full_result())

    def replaced(data: object, wrong: object):
        yield wrong
        if isinstance(data, list):
            for place, item in enumerate(data):
                for inner in replaced(item, wrong):
                    yield [*data[:place], inner, *data[place + 1 :]]

    tried = 0
    for wrong in (None, 1.5, True, {}, [], "text", [["a"]], -1):
        for data in replaced(good, wrong):
            tried += 1
            try:
                found = result_from(data, tree, RULES)
            except NoResult:
                continue
            assert isinstance(found, Result)
            assert all(isinstance(finding.message, str) for finding in found.findings)
    assert tried > 300
