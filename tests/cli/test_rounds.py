"""The rounds of a watching check: an edit is answered from what is known, everything else from a fresh reading."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fastdoctor.cli import rounds as rounds_module
from fastdoctor.cli.checking import Choice
from fastdoctor.cli.progress import progress
from fastdoctor.cli.reading import Reading
from fastdoctor.cli.rounds import Rounds
from fastdoctor.failure import Failure
from fastdoctor.files.tree import Tree

MAIN = """\
import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def read():
    return 1
"""
SLEEPS = MAIN.replace("return 1", "time.sleep(1)")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "project"
    root.mkdir()
    (root / "requirements.txt").write_text("fastapi==0.120.0\nuvicorn==0.38.0\n")
    (root / "main.py").write_text(MAIN)
    (root / "other.py").write_text("VALUE = 1\n")
    (root / "notes.txt").write_text("nothing\n")
    return root


class Watched:
    """The rounds of a project, and how many of them read everything."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, **options: object) -> None:
        self.root, self.read = root, 0
        given = {"paths": (root,), "config": None, "isolated": False, "exclude": (), "env": (), "env_file": ()}
        rest = {"environment": None, "rules": (), "trust_rules": False}
        self.rounds = Rounds(Reading(**(given | rest | options)), Choice(None, (), ()), allow_empty=True)
        check_paths = rounds_module.check_paths
        monkeypatch.setattr(
            rounds_module, "check_paths", lambda *given, **named: self._count(check_paths, given, named)
        )

    def _count(self, check, given, named):
        self.read += 1
        return check(*given, **named)

    def after(self, **files: str | None) -> list[tuple[str, int]]:
        """Rule and line of each finding after these files got these texts."""
        changed = [self.root / name.replace("__", ".") for name in files]
        for path, text in zip(changed, files.values(), strict=True):
            if text is None:
                path.unlink()
            else:
                path.write_text(text)
        return self.round(changed)

    def round(self, changed: list[Path]) -> list[tuple[str, int]]:
        with progress(wanted=False) as watch:
            run = self.rounds.check(changed, watch)
        findings = [finding for checked in run.checked for finding in checked.result.findings]
        return [(finding.rule, finding.location.region.start_line) for finding in findings]


def test_an_edit_is_answered_from_what_is_known(project, monkeypatch):
    watched = Watched(project, monkeypatch)
    assert watched.after() == []
    assert watched.after(main__py=SLEEPS) == [("blocking-call-in-async", 10)]
    assert watched.after(main__py=f"# above\n{SLEEPS}") == [("blocking-call-in-async", 11)]
    assert watched.after(notes__txt="something\n") == [("blocking-call-in-async", 11)]
    assert watched.after(main__py=MAIN, other__py="VALUE = 1  # one\n") == []
    assert watched.read == 1


@pytest.mark.parametrize(
    "files",
    [
        {"main__py": MAIN.replace('"/"', '"/items"')},
        {"main__py": MAIN.replace("FastAPI()", "FastAPI(debug=True)")},
        {"other__py": None},
        {"new__py": "VALUE = 1\n"},
        {"requirements__txt": "fastapi==0.121.0\nuvicorn==0.38.0\n"},
        {"fastdoctor__toml": 'select = ["default"]\n'},
    ],
    ids=["a route", "an application", "gone", "new", "a manifest", "a configuration"],
)
def test_what_the_model_rests_on_is_read_anew(project, monkeypatch, files):
    watched = Watched(project, monkeypatch)
    watched.after()
    watched.after(**files)
    assert watched.read == 2
    assert watched.after(main__py=SLEEPS) == [("blocking-call-in-async", 10)]


def test_files_of_others_are_none_of_its_business(project, monkeypatch):
    (project / ".gitignore").write_text("*.log\n")
    watched = Watched(project, monkeypatch)
    watched.after()
    (project.parent / "elsewhere.py").write_text("x = 1\n")
    watched.round([project.parent / "elsewhere.py"])
    watched.after(server__log="started\n")
    assert watched.read == 1
    (project / ".gitignore").write_text("other.py\n")
    watched.round([project / ".gitignore"])
    assert watched.read == 2


def test_a_file_that_a_link_leads_to(project, monkeypatch):
    os.symlink("other.py", project / "link.py")
    watched = Watched(project, monkeypatch)
    watched.after()
    watched.after(other__py="VALUE = 1  # one\n")
    assert watched.read == 2


def test_other_contents_are_looked_into_apart(project, monkeypatch):
    watched = Watched(project, monkeypatch)
    watched.after(main__py=SLEEPS)
    with progress(wanted=False) as watch:
        checked = watched.rounds.check([], watch).checked[0]
    assert checked.recheck(Tree.of({path: checked.opened.tree.content(path) for path in checked.opened.tree.paths}))
    assert watched.after(main__py=MAIN) == []
    assert watched.read == 1


def test_edits_while_nobody_watches_yet(project, monkeypatch):
    watched = Watched(project, monkeypatch)
    assert watched.after() == []
    (project / "main.py").write_text(SLEEPS)
    assert watched.after(notes__txt="something\n") == [("blocking-call-in-async", 10)]
    assert watched.read == 1
    (project / "other.py").write_text("VALUE = 2\n")
    watched.after(notes__txt="nothing\n")
    assert watched.read == 1, "from now on what changes is told"


def test_files_that_come_while_nobody_watches_yet(project, monkeypatch):
    watched = Watched(project, monkeypatch)
    watched.after()
    (project / "more.py").write_text(SLEEPS)
    assert watched.after(notes__txt="something\n") == [("blocking-call-in-async", 10)]


def test_a_link_that_leads_elsewhere_now(project, monkeypatch):
    (project / "third.py").write_text("VALUE = 1\n")
    os.symlink("other.py", project / "link.py")
    watched = Watched(project, monkeypatch)
    watched.after()
    (project / "link.py").unlink()
    os.symlink("third.py", project / "link.py")
    watched.round([project / "link.py"])
    watched.after(third__py="VALUE = 1  # one\n")
    assert watched.read == 3


def test_a_folder_that_moves(project, monkeypatch):
    folder = project / "inner"
    folder.mkdir()
    (folder / "more.py").write_text(SLEEPS)
    watched = Watched(project, monkeypatch)
    assert watched.after() == [("blocking-call-in-async", 10)]
    folder.rename(project.parent / "inner")
    assert watched.round([folder]) == []
    (project.parent / "inner").rename(folder)
    assert watched.round([folder]) == [("blocking-call-in-async", 10)]
    (project / "empty").mkdir()
    watched.round([project / "empty"])
    assert watched.read == 3


def test_packages_that_are_installed_meanwhile(project, monkeypatch):
    packages = project / ".venv" / "lib" / "python3.12" / "site-packages"
    packages.mkdir(parents=True)
    (project / ".venv" / "pyvenv.cfg").write_text("version = 3.12\n")
    watched = Watched(project, monkeypatch)
    watched.after()
    (packages / "fastapi-0.121.0.dist-info").mkdir()
    watched.after(notes__txt="something\n")
    assert watched.read == 2


def test_a_configuration_above(project, monkeypatch):
    (project.parent / "fastdoctor.toml").write_text('select = ["default"]\n')
    watched = Watched(project, monkeypatch)
    assert watched.after(main__py=SLEEPS) == [("blocking-call-in-async", 10)]
    (project.parent / "fastdoctor.toml").write_text('ignore = ["blocking-call-in-async"]\n')
    assert watched.after(notes__txt="something\n") == []


def test_a_lock_above(project, monkeypatch):
    (project.parent / ".git").mkdir()
    watched = Watched(project, monkeypatch)
    watched.after()
    (project.parent / "uv.lock").write_text("")
    watched.after(notes__txt="something\n")
    assert watched.read == 2


def test_rules_from_elsewhere(project, monkeypatch):
    folder = project.parent / "rules"
    folder.mkdir()
    watched = Watched(project, monkeypatch, rules=(folder,))
    watched.after()
    (folder / "security").mkdir()
    (folder / "security" / "own.py").write_text("")
    with pytest.raises(Failure):
        watched.after(notes__txt="nothing\n")


def test_variables_that_are_read_from_a_file(project, monkeypatch):
    variables = project / "some.env"
    variables.write_text("A=1\n")
    watched = Watched(project, monkeypatch, env_file=(variables,))
    watched.after()
    watched.round([variables])
    assert watched.read == 2


def test_a_round_that_fails_leaves_no_half_of_it(project, monkeypatch):
    watched = Watched(project, monkeypatch)
    watched.after()
    with pytest.raises(Failure):
        watched.after(fastdoctor__toml="selct = 1\n")
    (project / "fastdoctor.toml").unlink()
    assert watched.after(main__py=SLEEPS) == [("blocking-call-in-async", 10)]


def test_a_text_that_is_none_any_more(project, monkeypatch):
    watched = Watched(project, monkeypatch)
    watched.after(main__py=SLEEPS)
    (project / "main.py").write_bytes(b"\xff\xfe\x00")
    assert watched.round([project / "main.py"]) == []
    assert watched.after(main__py=SLEEPS) == [("blocking-call-in-async", 10)]
