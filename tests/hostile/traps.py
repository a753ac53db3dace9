"""A project that leaves a mark when anything of it is executed, and that leads out of itself wherever it can."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_TRAP = "import pathlib\npathlib.Path({mark!r}).write_text(__file__)\n"
_MODULES = {
    "setup.py": "from setuptools import setup\nsetup(name='trap', install_requires=['fastapi==0.115.6'])\n",
    "conftest.py": "from fastapi.testclient import TestClient\n",
    "sitecustomize.py": "",
    "usercustomize.py": "",
    "gunicorn.conf.py": "bind = '0.0.0.0:80'\nworkers = 4\n",
    "noxfile.py": "import nox\n@nox.session\ndef t(session):\n    session.install('fastapi')\n",
    "yaml.py": "",
    "app/__init__.py": "",
    "app/main.py": "from fastapi import FastAPI\nimport link, linked.secret\nfrom .settings import *\napp = FastAPI()\n"
    "exec('x')\neval('y')\n__import__('sitecustomize')\nimport importlib\nimportlib.import_module('conftest')\n",
    "app/settings.py": "DEBUG = open('../outside/secret.txt').read()\n",
}
_FILES = {
    "requirements.txt": "-r ../outside/secret.txt\n-c ../outside/secret.txt\n-e ../outside\nfastapi==0.115.6\n"
    "-r linked/secret.txt\n-r pipe.txt\n--find-links https://packages.example.com/\nx @ file:../outside\n",
    "pyproject.toml": '[project]\nname = "trap"\nversion = "1"\ndependencies = ["fastapi"]\nreadme ='
    ' "../outside/secret.txt"\n'
    '[tool.uv.sources]\nx = { path = "../outside" }\n[tool.setuptools.dynamic]\ndependencies = { file = ["../outside/'
    'secret.txt"] }\n[tool.fastapi]\nentrypoint = "app.main:app"\n',
    "setup.cfg": "[options]\ninstall_requires = file: ../outside/secret.txt\n",
    "tox.ini": "[testenv]\ndeps = -r../outside/secret.txt\n",
    "compose.yaml": "include: [../outside/compose.yaml]\nservices:\n  web:\n    extends: {file: ../o"
    "utside/compose.yaml, "
    "service: a}\n    env_file: [../outside/secret.txt]\n    build: {context: .., dockerfile: outside/Dockerfile}\n"
    "    command: ../outside/start.sh\n",
    "Dockerfile": "FROM python:3.11\nCOPY ../outside/start.sh /start.sh\nRUN pip install -r ../outside/secret.txt\n"
    'CMD ["sh", "../outside/start.sh"]\n',
    "Procfile": "web: sh ../outside/start.sh && uvicorn app.main:app --env-file ../outside/secret.txt --reload\n",
    "start.sh": "#!/bin/sh\n. ../outside/start.sh\nexec uvicorn app.main:app --log-config ../outside/log.yaml\n",
}
_OUTSIDE = {
    "secret.txt": "secret==1\n", "secret.py": "SECRET = 1\n", "start.sh": "uvicorn secret:app\n", "D"
    "ockerfile": "FROM x\n",
    "compose.yaml": "services: {a: {command: uvicorn secret:app}}\n", "pyproject.toml": '[project]\nname = "secret"\n',
}  # fmt: skip


@dataclass(frozen=True)
class Traps:
    """The project, the folder beside it that nobody may look into, and what appears when a trap snaps."""

    project: Path
    outside: Path
    mark: Path


def traps(folder: Path, git: bool) -> Traps:
    """A project with every trap, with or without a repository whose configuration runs programs."""
    found = Traps(folder / "project", folder / "outside", folder / "mark")
    for name, text in _OUTSIDE.items():
        _write(found.outside / name, text)
    trap = _TRAP.format(mark=str(found.mark))
    for name, text in _MODULES.items():
        _write(found.project / name, trap + text)
    for name, text in _FILES.items():
        _write(found.project / name, text)
    links = {"link.py": "../outside/secret.py", "linked": "../outside", "loop": "loop", "a": "b", "b": "a", "up": ".",
             "requirements-dev.txt": "../outside/secret.txt", "poetry.lock": "../outside/secret.txt",
    "none.py": "nothing"}  # fmt: skip
    for name, target in links.items():
        os.symlink(target, found.project / name)
    for name in ("pipe.py", "pipe.txt", "requirements-pipe.txt", "uv.lock"):
        os.mkfifo(found.project / name)
    _repository(found) if git else os.mkfifo(found.project / ".gitignore")
    return found


def _repository(found: Traps) -> None:
    script = found.project / "run.sh"
    _write(script, f"#!/bin/sh\ntouch '{found.mark}'\n")
    script.chmod(0o755)
    git = ["git", "-C", str(found.project), "-c", "user.name=a", "-c", "user.email=a@b.c"]
    subprocess.run([*git[:3], "init", "-q"], check=True)
    subprocess.run([*git, "add", "app", "requirements.txt"], check=True)
    subprocess.run([*git, "commit", "-qm", "x"], check=True)
    for hook in ("post-index-change", "pre-commit", "post-checkout", "reference-transaction", "fsmonitor-watchman"):
        (found.project / ".git" / "hooks").mkdir(exist_ok=True)
        os.symlink(script, found.project / ".git" / "hooks" / hook)
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "core.askPass", "core.editor"):
        subprocess.run([*git[:3], "config", key, str(script)], check=True)
    subprocess.run([*git[:3], "config", "core.untrackedCache", "true"], check=True)
    _write(found.project / ".git" / "info" / "attributes", "* filter=x diff=x\n")
    for key in ("filter.x.clean", "filter.x.smudge", "filter.x.process", "diff.x.textconv"):
        subprocess.run([*git[:3], "config", key, str(script)], check=True)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
