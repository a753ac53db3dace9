"""What fuzzing found, each as a case of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from fastdoctor.cli.main import run
from fastdoctor.doctor import check_texts
from fastdoctor.files.tree import Tree
from fastdoctor.project import ProjectSettings, open_projects
from fastdoctor.report.formats import format_named, format_names
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import ProjectSummary, ResolvedVersion
from fastdoctor.report.routes.page import routes_page
from fastdoctor.report.routes.rows import application_rows
from fastdoctor.report.upgrade.formats import upgrade_text
from fastdoctor.syntax.shell import Variable, commands
from fastdoctor.upgrade.advice import Advice
from fastdoctor.upgrade.proposal import Proposal
from tests.conftest import ROOT
from tests.fuzz.places import PLACES, VALUES, stating
from tests.fuzz.targets import RULES, stack
from tests.fuzz.wellformed import require_no_command, require_page, require_plain, require_well_formed
from tests.report.samples import BLOCKING, at, result
from tests.report.samples import RULES as SAMPLE_RULES

PROJECTS: dict[str, dict[str, str | bytes]] = {
    "a stray else": {"main.py": "from fastapi import *\nelse:\nx\n"},
    "a number without end": {"main.py": "import fastapi\n", "pyproject.toml": "x = " + "9" * 5_000},
    "tables without end": {"main.py": "import fastapi\n", "pyproject.toml": "x = " + "[" * 5_000},
    "an assignment to nothing": {"main.py": "from fastapi import *\ndef f():\n    x = y: int\nx = y = z: int\n"},
}


@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_version(place: str) -> None:
    for value in VALUES:
        stack(stating(place, value))
        check_texts(stating(place, value), RULES, ["dependencies", "deployment"])


@pytest.mark.parametrize("name", PROJECTS)
def test_projects(name: str) -> None:
    require_well_formed(check_texts(PROJECTS[name], RULES, ["ALL"]), RULES)


def test_the_name_of_a_package_steers_no_terminal() -> None:
    one = ResolvedVersion("\x1b[31m", "1", None)
    found = replace(result(BLOCKING), projects=(ProjectSummary("", (one,), (), 1),))
    require_plain(format_named("full")(found, SAMPLE_RULES, Presentation()))


@pytest.mark.parametrize("name", format_names())
def test_half_a_character_is_printed_somehow(name: str) -> None:
    found = replace(BLOCKING, message="\ud800", location=at("a\ud800\udcff.py", 1, 1, 1, 1))
    format_named(name)(result(found), SAMPLE_RULES, Presentation()).encode("utf-8")


def test_the_name_of_a_middleware_steers_no_browser() -> None:
    imports = "from fastapi import FastAPI\nfrom fastapi.middle\x1b[31mware.cors import CORSMiddleware\n\n"
    text = f"{imports}app = FastAPI()\napp.add_middleware(CORSMiddleware)\n"
    opened = open_projects(Tree.of({"main.py": text}), ProjectSettings())
    page = routes_page([row for project in opened for row in application_rows(project)])
    assert "CORSMiddleware" in page
    require_page(page)


@pytest.mark.parametrize("name", ["concise", "full", "agent"])
@pytest.mark.parametrize("path", ["::error::x.py", " ::stop-commands::x", "##[group]a.py"])
def test_a_path_is_no_command_for_the_log_of_a_workflow(name: str, path: str) -> None:
    found = result(replace(BLOCKING, location=at(path, 1, 1, 1, 1)))
    for presentation in (Presentation(), Presentation(show_files=True)):
        require_no_command(format_named(name)(found, SAMPLE_RULES, presentation))


def test_an_error_about_a_path_is_no_command_for_the_log_of_a_workflow(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "a\n::error::x"
    folder.mkdir()
    (folder / "fastdoctor.toml").write_text("x = 1\n")
    assert run(["check", str(folder)]) == 2
    printed = capsys.readouterr().err
    assert "unknown key 'x'" in printed
    require_no_command(printed)


_CONTEXTS = ("{}", "{{{}", "${{{}", "echo {{{}}} x", "a={{{}", "$(({}", "[[ a =~ {}", "case x in {}", "<<{}", '"${}')


def test_no_character_ends_the_process_that_reads_a_shell_text() -> None:
    """The grammar's own code looks characters up in a table of 256: others were read from beyond it."""
    characters = ("\U0010ffff", "\U000f0000", "\U0001f600", "\uffff", "日", "\u0100", "\xff", "\x80")
    texts = [context.format(character) for context in _CONTEXTS for character in characters]
    code = "import json, sys; from fastdoctor.syntax.shell import commands; list(map(commands, json.load(sys.stdin)))"
    done = subprocess.run([sys.executable, "-c", code], input=json.dumps(texts), cwd=ROOT, encoding="utf-8")
    assert done.returncode == 0


def test_characters_of_every_script_are_read_from_a_shell_text() -> None:
    (command,) = commands('echo "日本 $A" {日} ${X:-🙂}x')
    assert [word.parts for word in command.words] == [
        ("echo",), ("日本 ", Variable("A", None)), ("{日}",), (Variable("X", "🙂"), "x"),
    ]  # fmt: skip


def test_advice_without_a_step_is_told() -> None:
    advice = Advice("api", Proposal((), ()), ())
    assert upgrade_text([advice]).splitlines()[0] == "api: nothing moves"
