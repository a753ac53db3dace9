"""The cache as users meet it: same bytes with and without, a folder of their choice, and a way to be rid of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastdoctor.files.installed import environments_beside, installed_state

PROJECT = {
    "requirements.txt": "fastapi==0.120.0\nuvicorn==0.38.0\n",
    "main.py": "from fastapi import FastAPI, HTTPException\n\napp = FastAPI()\n\n\n@app.get('/')\ndef read():\n"
    "    return HTTPException(404)\n",
}
FORMATS = ("full", "concise", "json", "sarif", "github")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    for name, text in PROJECT.items():
        (root / name).write_text(text)
    return root


@pytest.mark.parametrize("output", FORMATS)
def test_the_same_bytes(fastdoctor, project, tmp_path, output):
    arguments = ("check", project, "--output-format", output)
    without = fastdoctor(*arguments, "--no-cache")
    cold, warm = (fastdoctor(*arguments, "--cache-dir", tmp_path / "cache") for _ in range(2))
    assert without.returncode == cold.returncode == warm.returncode == 1
    assert without.stdout == cold.stdout == warm.stdout
    assert "HTTPException" in warm.stdout or "returned-http-exception" in warm.stdout


def test_no_cache_writes_nothing(fastdoctor, project, tmp_path):
    fastdoctor("check", project, "--no-cache", "--cache-dir", tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_an_edit_is_seen(fastdoctor, project, tmp_path):
    env = {"FASTDOCTOR_CACHE_DIR": str(tmp_path / "cache")}
    assert fastdoctor("check", project, env=env).returncode == 1
    (project / "main.py").write_text(PROJECT["main.py"].replace("return HTTP", "raise HTTP"))
    assert fastdoctor("check", project, env=env).returncode == 0


def test_rules_and_their_choice_are_part_of_the_question(fastdoctor, project, tmp_path):
    arguments = ("check", project, "--cache-dir", tmp_path / "cache")
    assert fastdoctor(*arguments).returncode == 1
    assert fastdoctor(*arguments, "--ignore", "returned-http-exception").returncode == 0
    (project / "fastdoctor.toml").write_text('ignore = ["returned-http-exception"]\n')
    assert fastdoctor(*arguments).returncode == 0


def test_a_rule_of_the_user_that_changes(fastdoctor, project, tmp_path):
    rules = tmp_path / "rules" / "own"
    rules.mkdir(parents=True)
    text = '"""Speaks\n\nWhy.\n\nBad:\n\n```python\nx\n```\n\nGood:\n\n```python\ny\n```\n"""\n' + (
        "from fastdoctor import Finding, Location, rule\n\n\n@rule(severity='error')\ndef check(project):\n"
        "    yield Finding('says SOMETHING', Location('main.py'))\n"
    )
    (rules / "speaking.py").write_text(text)
    arguments = ("check", project, "--rules", rules.parent, "--cache-dir", tmp_path / "cache", "--select", "own")
    assert "says SOMETHING" in fastdoctor(*arguments).stdout
    assert "says SOMETHING" in fastdoctor(*arguments).stdout
    (rules / "speaking.py").write_text(text.replace("SOMETHING", "other things"))
    assert "says other things" in fastdoctor(*arguments).stdout


def test_a_folder_that_cannot_be_used_changes_nothing(fastdoctor, project, tmp_path):
    (tmp_path / "file").write_text("in the way")
    done = fastdoctor(
        "check", project, "--output-format", "concise", env={"FASTDOCTOR_CACHE_DIR": f"{tmp_path}/file/x"}
    )
    assert done.returncode == 1
    assert "returned-http-exception" in done.stdout
    assert "Traceback" not in done.stderr


def test_clean(fastdoctor, project, tmp_path):
    cache = tmp_path / "cache"
    fastdoctor("check", project, "--cache-dir", cache)
    done = fastdoctor("clean", "--cache-dir", cache)
    assert (done.returncode, done.stdout) == (0, "")
    assert str(cache) in done.stderr
    assert not cache.exists()


def test_what_is_installed_is_part_of_the_question(fastdoctor, project, tmp_path):
    """Without a lock the environment says which FastAPI runs."""
    (project / "requirements.txt").write_text("fastapi\nuvicorn\n")
    packages = install(project / ".venv", "fastapi", "0.110.0")
    arguments = ("check", ".", "--environment", ".venv", "--output-format", "json", "--cache-dir", tmp_path / "cache")
    assert '"0.110.0"' in fastdoctor(*arguments, cwd=project).stdout
    (packages / "fastapi-0.110.0.dist-info").rename(packages / "gone")
    install(project / ".venv", "fastapi", "0.120.0")
    assert '"0.120.0"' in fastdoctor(*arguments, cwd=project).stdout


def test_an_environment_beside_the_files_is_seen(tmp_path):
    assert environments_beside(tmp_path, ("a.py", "sub/b.py")) == ()
    install(tmp_path / "sub/.venv", "fastapi", "0.110.0")
    assert environments_beside(tmp_path, ("a.py", "sub/b.py")) == (tmp_path / "sub/.venv",)
    assert installed_state(tmp_path / "sub/.venv") == ("fastapi-0.110.0.dist-info",)
    install(tmp_path / "sub/.venv", "starlette", "0.37.2")
    assert installed_state(tmp_path / "sub/.venv") == ("fastapi-0.110.0.dist-info", "starlette-0.37.2.dist-info")


def install(environment: Path, name: str, version: str) -> Path:
    packages = environment / "lib/python3.12/site-packages"
    metadata = packages / f"{name}-{version}.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (environment / "pyvenv.cfg").write_text("home = /usr/bin\n")
    return packages
