"""Configuration files: found, read, and refused with the line and a suggestion."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastdoctor.catalogue import Selection, load_rules
from fastdoctor.configuration import (
    InvalidConfiguration,
    configuration_in,
    find_configuration,
    matching,
    read_configuration,
    require_known_rules,
)
from fastdoctor.failure import Failure

FULL = """
[project]
name = "x"

[tool.fastdoctor]
select = ["security"]
extend-select = ["strict"]
ignore = ["unused-suppression"]
exclude = ["old/"]
entrypoint = "app.main:app"
rule-folders = ["checks"]

[tool.fastdoctor.severity]
unused-suppression = "note"

[tool.fastdoctor.per-file-ignores]
"tests/**" = ["security", "unknown-suppression"]
"""


def write(folder: Path, text: str, name: str = "pyproject.toml") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_every_key(tmp_path: Path) -> None:
    configuration = read_configuration(write(tmp_path, FULL))
    assert configuration.selection == Selection(("security",), ("strict",), ("unused-suppression",))
    assert configuration.severity == {"unused-suppression": "note"}
    assert configuration.per_file_ignores == (("tests/**", ("security", "unknown-suppression")),)
    assert configuration.exclude == ("old/",)
    assert configuration.entrypoint == "app.main:app"
    assert configuration.rule_folders == (tmp_path / "checks",)


def test_the_own_file_needs_no_table(tmp_path: Path) -> None:
    assert read_configuration(write(tmp_path, 'ignore = ["strict"]', "fastdoctor.toml")).selection.ignore == ("strict",)


def test_the_nearest_file_counts_and_none_above_the_repository(tmp_path: Path) -> None:
    write(tmp_path, FULL)
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    write(inner, "[project]\nname = 'mentions fastdoctor'\n")
    assert find_configuration(inner) == tmp_path / "pyproject.toml"
    (tmp_path / "a" / ".git").mkdir()
    assert find_configuration(inner) is None
    assert find_configuration(tmp_path) == tmp_path / "pyproject.toml"


def test_the_own_file_beats_pyproject(tmp_path: Path) -> None:
    write(tmp_path, FULL)
    own = write(tmp_path, "", "fastdoctor.toml")
    assert configuration_in(tmp_path) == own


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n[tool.fastdoctor]\nselekt = []\n", r"pyproject.toml:3: unknown key 'selekt'; did you mean 'select'\?"),
        ("[tool.fastdoctor]\nselect = 'x'\n", r":2: 'select' must be a list of strings"),
        ("[tool.fastdoctor]\n\nselect = [1]\n", r":3: 'select' must be a list"),
        ("[tool.fastdoctor.severity]\nx = 'fatal'\n", r":1: 'severity' holds 'fatal', which is none of error, warning"),
        ("[tool.fastdoctor]\nentrypoint = 'app'\n", r":2: 'entrypoint' must look like"),
        ("[tool.fastdoctor]\nseverity = 1\n", r":2: 'severity' must be a table"),
        ("[tool.fastdoctor\nx = 1\n", "not valid TOML"),
        ("[tool]\nfastdoctor = 1\n", "must be a table"),
        pytest.param("[tool.fastdoctor]\nselect = " + "[" * 9999, "not valid TOML", id="deep"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InvalidConfiguration, match=message):
        read_configuration(write(tmp_path, text))


def test_a_broken_file_with_our_table_is_found_and_then_refused(tmp_path: Path) -> None:
    file = write(tmp_path, "[tool.fastdoctor]\nselect = [\n")
    assert configuration_in(tmp_path) == file
    write(tmp_path, "[project\n# fastdoctor\n")
    assert configuration_in(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('ignore = ["a",\n "unused-supression"]\n', r"fastdoctor.toml:1: .*did you mean 'unused-suppression'"),
        ('\n[severity]\nunused-suppressions = "note"\n', r":3: there is no rule .*did you mean 'unused-suppression'"),
        ('[per-file-ignores]\n"a" = []\n"b/*" = ["x"]\n', r":3: there is no rule, category or tier 'x'"),
        ('[severity]\nsuppression = "note"\n', r":2: there is no rule 'suppression'"),
    ],
)
def test_unknown_rules(tmp_path: Path, text: str, message: str) -> None:
    configuration = read_configuration(write(tmp_path, text.replace('"a",\n ', '"ALL",\n '), "fastdoctor.toml"))
    with pytest.raises(InvalidConfiguration, match=message):
        require_known_rules(configuration, load_rules())


@pytest.mark.parametrize("pattern", ["!", "a\\", "[z-a]"])
def test_what_is_no_pattern(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(Failure, match="is no gitignore pattern"):
        matching((pattern,), tmp_path, tmp_path, ["a"])


def test_patterns_are_relative_to_the_folder_of_the_configuration(tmp_path: Path) -> None:
    paths = ["tests/a.py", "app/tests/b.py", "app/main.py"]
    assert matching(("/tests/",), tmp_path, tmp_path, paths) == {"tests/a.py"}
    assert matching(("tests/",), tmp_path, tmp_path, paths) == {"tests/a.py", "app/tests/b.py"}
    assert matching(("/sub/app/*.py",), tmp_path, tmp_path / "sub", paths) == {"app/main.py"}
    assert matching((), tmp_path, tmp_path, paths) == frozenset()
