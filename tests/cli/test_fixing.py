"""`check --fix` and its relatives as users meet them."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fastdoctor.cli.main import run
from fastdoctor.fixing.rounds import repaired
from tests.conftest import ROOT, Run

RULE = '''"""A line says bad

It should say good.

Bad:

```python
bad = 1
```

Good:

```python
good = 1
```
"""

import re

from fastdoctor import Edit, Finding, Fix, Location, Region, rule


@rule(severity="warning", fix="safe")
def check(project):
    for path in project.paths:
        if not path.endswith(".py"):
            continue
        for number, line in enumerate(project.run.files.text(path).split("\\n"), 1):
            for found in re.finditer(r"bad|wild|stubborn|broken|comment", line.partition("#")[0]):
                location = Location(path, Region(number, found.start() + 1, number, found.end() + 1))
                new = {"bad": "good", "wild": "good", "stubborn": "stubborn ", "broken": "(", "comment": "(#"}[found[0]]
                edits = (Edit(location, new),)
                if found[0] == "comment":
                    edits = (Edit(Location(path, Region(number, 1, number, len(line.rstrip()) + 1)), "good = 1"),)
                fix = Fix("say good", edits, safe=found[0] != "wild")
                yield Finding(f"{path} says {found[0]}", location, fix=fix)
'''
SELECT = ("--select", "bad-word")
MAIN = "from fastapi import FastAPI\n\napp = FastAPI()\nbad = 1; bad = 2  # keep\nwild = 3\n"
FIXED = MAIN.replace("bad", "good")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    (folder / "words").mkdir(parents=True)
    (folder / "words" / "bad_word.py").write_text(RULE)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "main.py").write_text(MAIN)
    (folder / "requirements.txt").write_text("fastapi==0.115.6\n")
    return folder


def test_fix_makes_the_safe_fixes_and_shows_what_is_left(fastdoctor: Run, project: Path, rules: Path) -> None:
    done = fastdoctor(
        "check", "--rules", rules, *SELECT, "--fix", "--show-fixes", "--output-format", "concise", cwd=project
    )
    assert (project / "main.py").read_text() == FIXED
    assert done.returncode == 1
    assert done.stdout.startswith("main.py:5:1: warning[bad-word] main.py says wild\nFound 1 problem: 1 warning.")
    assert done.stderr == "Fixed 2 problems in 1 file.\n  main.py\n    2 x bad-word: say good\n"


def test_unsafe_fixes_are_made_only_when_asked_for(fastdoctor: Run, project: Path, rules: Path) -> None:
    done = fastdoctor("check", "--rules", rules, *SELECT, "--fix", "--unsafe-fixes", cwd=project)
    assert done.returncode == 0
    assert (project / "main.py").read_text() == FIXED.replace("wild", "good")


def test_diff_writes_nothing(fastdoctor: Run, project: Path, rules: Path) -> None:
    done = fastdoctor("check", "project", "--rules", rules, *SELECT, "--diff", cwd=project.parent)
    assert (project / "main.py").read_text() == MAIN
    assert done.returncode == 1
    assert done.stdout.startswith("--- a/project/main.py\n+++ b/project/main.py\n@@ ")
    assert "-bad = 1; bad = 2  # keep\n+good = 1; good = 2  # keep\n" in done.stdout
    assert done.stderr == "Would fix 2 problems in 1 file.\n"


def test_diff_on_a_terminal_is_harmless(
    project: Path, rules: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "main.py").write_bytes(b"bad = 1  # \x1b[31m\r\n")
    (project / "app.py").write_text("from fastapi import FastAPI\n")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.chdir(project)
    assert run(["check", "--rules", str(rules), *SELECT, "--diff"]) == 1
    printed = capsys.readouterr().out
    assert "+good = 1  # \u241b[31m\n" in printed
    assert "\x1b" not in printed


def test_diff_of_nothing_is_nothing(fastdoctor: Run, project: Path, rules: Path) -> None:
    (project / "main.py").write_text(FIXED)
    done = fastdoctor("check", "--rules", rules, *SELECT, "--diff", cwd=project)
    assert (done.returncode, done.stdout) == (0, "")


def test_fix_only_shows_nothing(fastdoctor: Run, project: Path, rules: Path) -> None:
    done = fastdoctor("check", "--rules", rules, *SELECT, "--fix-only", "-q", cwd=project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (project / "main.py").read_text() == FIXED


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("stubborn = 1", "the finding would still be there"),
        ("broken = 1", "the file would not parse any more"),
        ("comment = 1  # precious", "a comment would be lost"),
    ],
)
def test_a_fix_that_does_not_help_is_taken_back_and_said(
    fastdoctor: Run, project: Path, rules: Path, line: str, reason: str
) -> None:
    (project / "main.py").write_text(f"{MAIN}{line}\n")
    done = fastdoctor("check", "--rules", rules, *SELECT, "--fix", cwd=project)
    assert (project / "main.py").read_text() == f"{FIXED}{line}\n"
    assert done.stderr.endswith(f"  not changed: main.py:6: bad-word: {reason}\n")


def test_bytes_modes_and_links_stay_what_they_are(fastdoctor: Run, project: Path, rules: Path) -> None:
    main = project / "main.py"
    main.write_bytes(b"\xef\xbb\xbf" + MAIN.replace("keep", "é").replace("\n", "\r\n").encode())
    main.chmod(0o751)
    (project / "link.py").symlink_to("main.py")
    done = fastdoctor("check", "--rules", rules, *SELECT, "--fix", cwd=project)
    assert main.read_bytes() == b"\xef\xbb\xbf" + FIXED.replace("keep", "é").replace("\n", "\r\n").encode()
    assert stat.S_IMODE(main.stat().st_mode) == 0o751
    assert (project / "link.py").is_symlink()
    assert "not changed: link.py:4: bad-word: link.py is a symbolic link" in done.stderr
    assert sorted(file.name for file in project.iterdir()) == ["link.py", "main.py", "requirements.txt"]


def test_a_full_disk_leaves_the_file(project: Path, rules: Path) -> None:
    command = [sys.executable, "-m", "fastdoctor", "check", "--rules", str(rules), *SELECT, "--fix"]
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh", *command],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 2
    assert "main.py cannot be written" in done.stderr
    assert (project / "main.py").read_text() == MAIN
    assert sorted(file.name for file in project.iterdir()) == ["main.py", "requirements.txt"]


def test_a_file_that_changes_meanwhile_is_left_with_all_others(
    project: Path, rules: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "a.py").write_text("bad = 1\n")

    def meddle(*arguments: object) -> object:
        made = repaired(*arguments)  # type: ignore[arg-type]
        (project / "main.py").write_text("# mine\n")
        return made

    monkeypatch.setattr("fastdoctor.cli.repairing.repaired", meddle)
    monkeypatch.chdir(project)
    assert run(["check", "--rules", str(rules), *SELECT, "--fix"]) == 2
    assert "main.py was changed while it was checked, so nothing is written" in capsys.readouterr().err
    assert ((project / "a.py").read_text(), (project / "main.py").read_text()) == ("bad = 1\n", "# mine\n")


def test_add_ignore_excuses_every_finding(fastdoctor: Run, project: Path, rules: Path) -> None:
    done = fastdoctor("check", "--rules", rules, *SELECT, "--add-ignore", "one day", cwd=project)
    assert done.returncode == 0
    assert done.stderr == "Excused 3 problems in 1 file.\n"
    assert (project / "main.py").read_text().split("\n")[3:5] == [
        "bad = 1; bad = 2  # keep  # fastdoctor: ignore[bad-word] one day",
        "wild = 3  # fastdoctor: ignore[bad-word] one day",
    ]
    assert fastdoctor("check", "--rules", rules, *SELECT, cwd=project).returncode == 0


@pytest.mark.parametrize(
    ("code", "excused"),
    [
        ('x = """\nbad\n"""\n', '# fastdoctor: ignore[bad-word]\nx = """\nbad\n"""\n'),
        ("y = 1 + \\\n    bad\n", "y = 1 + \\\n    bad  # fastdoctor: ignore[bad-word]\n"),
        ("y = bad + \\\n    1\n", "# fastdoctor: ignore[bad-word]\ny = bad + \\\n    1\n"),
        (
            "bad = 1  # fastdoctor: ignore[hard-coded-secret] x\n",
            "bad = 1  # fastdoctor: ignore[hard-coded-secret, bad-word] x\n",
        ),
    ],
)
def test_add_ignore_finds_the_place_of_its_comment(
    fastdoctor: Run, project: Path, rules: Path, code: str, excused: str
) -> None:
    (project / "main.py").write_text(f"from fastapi import FastAPI\n{code}")
    fastdoctor("check", "--rules", rules, *SELECT, "--add-ignore", cwd=project)
    assert (project / "main.py").read_text() == f"from fastapi import FastAPI\n{excused}"
    assert fastdoctor("check", "--rules", rules, *SELECT, cwd=project).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--add-ignore", "."), "write --add-ignore=REASON"),
        (("--add-ignore", "--fix"), "run one after the other"),
        (("--add-ignore=two\nlines",), "must be one line"),
        (("--update-baseline",), "needs --baseline FILE"),
        (("--since", "HEAD", "--staged"), "choose one"),
        (("--staged", "--fix"), "use one of them"),
        (("--baseline", "b.json", "--update-baseline", "--since", "HEAD"), "takes all findings"),
    ],
)
def test_options_that_contradict_one_another(
    fastdoctor: Run, project: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = fastdoctor("check", *arguments, cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


LOCKED = '[[package]]\nname = "fastapi"\nversion = "0.115.6"\n\n[[package]]\nname = "h11"\nversion = "0.14.0"\n'


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("poetry.lock", f'{LOCKED}\n[metadata]\nlock-version = "2.1"\n'),
        (
            "requirements.txt",
            "# This file was autogenerated by uv via the following command:\nh11==0.14.0\nfastapi==0.115.6\n",
        ),
    ],
)
def test_no_comment_goes_where_the_next_lock_takes_it_back(
    fastdoctor: Run, project: Path, path: str, text: str
) -> None:
    (project / "requirements.txt").unlink()
    (project / "pyproject.toml").write_text('[tool.poetry]\nname = "a"\n[tool.poetry.dependencies]\nfastapi = "*"\n')
    (project / path).write_text(text)
    done = fastdoctor("check", "--select", "vulnerable-dependency", "--add-ignore", cwd=project)
    assert (project / path).read_text() == text
    assert "Excused 0 problems in 0 files." in done.stderr
    assert "cannot be excused by a comment: use per-file-ignores." in done.stderr


def test_what_a_rule_told_of_in_one_finding_is_fixed_in_one_run(fastdoctor: Run, project: Path) -> None:
    (project / "main.py").write_text("from fastapi import FastAPI\n\napp = FastAPI()\n")
    (project / "other.py").write_text("from fastapi import FastAPI\n\napp = FastAPI()\n")
    for name, module in (("Dockerfile", "main"), ("second.Dockerfile", "other")):
        (project / name).write_text(
            f'FROM python:3.13\nCOPY . .\nCMD ["uvicorn", "{module}:app", "--host", "0.0.0.0"]\n'
        )
    arguments = ("check", "--select", "root-container", "--fix", "--unsafe-fixes", "--output-format", "concise")
    first = fastdoctor(*arguments, cwd=project)
    assert (first.returncode, first.stderr) == (0, "Fixed 2 problems in 2 files.\n")
    assert fastdoctor(*arguments, cwd=project).stderr == "Fixed 0 problems in 0 files.\n"
