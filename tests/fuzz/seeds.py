"""Which real texts are mutated: those of the cases, of the pages of the rules and of the sample."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fastdoctor.catalogue import load_rules
from tests.case_files import CASES, read_cases, without_marks

SAMPLE = Path(__file__).parent.parent / "sample"
Files = dict[str, bytes]
EXTRA: Files = {
    "uv.lock": b'version = 1\nrequires-python = ">=3.11"\n[[package]]\nname = "fastapi"\nversion = "0.115.6"\n'
    b'source = { registry = "https://packages.example.com/simple" }\ndependencies = [{ name = "starlette", '
    b'marker = "python_version >= \'3.10\'" }]\n[[package]]\nname = "starlette"\nversion = "0.41.3"\n',
    "poetry.lock": b'[[package]]\nname = "fastapi"\nversion = "0.115.6"\noptional = false\npython-versions = ">=3.8"\n'
    b'groups = ["main"]\n[package.dependencies]\nstarlette = {version = ">=0.40", extras = ["full"]}\n'
    b'[metadata]\nlock-version = "2.1"\npython-versions = "^3.11"\n',
    "pdm.lock": b'[metadata]\ngroups = ["default"]\nlock_version = "4.5.0"\n[[package]]\nname = "fastapi"\n'
    b'version = "0.115.6"\ngroups = ["default"]\ndependencies = ["starlette<0.42,>=0.40"]\n',
    "pylock.toml": b'lock-version = "1.0"\nrequires-python = ">=3.11"\n[[packages]]\nname = "fastapi"\n'
    b'version = "0.115.6"\nmarker = "\'dev\' in dependency_groups"\n',
    "Pipfile.lock": b'{"_meta": {"pipfile-spec": 6, "requires": {"python_version": "3.11"}}, "default": {"fastapi": '
    b'{"version": "==0.115.6", "markers": "python_version >= \'3.8\'", "extras": ["all"]}}, "develop": {}}',
    "Pipfile": b'[packages]\nfastapi = "*"\nuvicorn = {version = "~=0.34", extras = ["standard"]}\n'
    b'[requires]\npython_version = "3.11"\n',
    "pixi.lock": b"version: 6\nenvironments:\n  default:\n    packages:\n      linux-64:\n      - py"
    b"pi: https://packages."
    b"example.com/fastapi-0.115.6-py3-none-any.whl\npackages:\n- pypi: https://packages.example.com/fastapi-0.115.6-"
    b"py3-none-any.whl\n  name: fastapi\n  version: 0.115.6\n",
    "conda-lock.yml": b"version: 1\npackage:\n- name: fastapi\n  version: 0.115.6\n  manager: conda"
    b"\n  category: main\n",
    "environment.yml": b"name: a\ndependencies:\n  - python=3.11\n  - fastapi>=0.110\n  - pip:\n    "
    b"- uvicorn[standard]\n",
    "setup.cfg": b"[metadata]\nname = a\n[options]\ninstall_requires =\n  fastapi>=0.100\n  uvicorn;"
    b" python_version<'4'\n",
    "setup.py": b"from setuptools import setup\nNEEDS = ['fastapi>=0.100'] + ['uvicorn']\nsetup(name='a', "
    b"install_requires=NEEDS, extras_require={'x': ['httpx']})\n",
    "tox.ini": b"[testenv]\ndeps =\n  -rrequirements.txt\n  pytest\ncommands = uvicorn app:app\n",
    "noxfile.py": b"import nox\n@nox.session\ndef t(session):\n    session.install('fastapi', '-r', "
    b"'requirements.txt')\n",
    "requirements.txt": b"-r other.txt\n-c constraints.txt\nfastapi[all]==0.115.6 ; python_version >= '3.8' \\\n"
    b"    --hash=sha256:00\nuvicorn>=0.30,<1  # why\n-e .\ngit+https://x.example/y@z#egg=w\n",
    "compose.yaml": b"x: &a\n  image: python:3.11\nservices:\n  web:\n    <<: *a\n    build: .\n    command: "
    b'["uvicorn", "app.main:app", "--host", "0.0.0.0"]\n    env_file: [.env]\n    environment:\n      A: ${B:-c}\n',
    "Dockerfile": b"# syntax=docker/dockerfile:1\nARG V=3.11\nFROM python:${V}-slim AS a\nENV A=b C='d e'\nRUN <<EOF\n"
    b"pip install fastapi\nEOF\nCOPY --from=a / /\nCMD exec uvicorn app.main:app --port ${PORT:-8000} \\\n  --reload\n",
    "k8s.yaml": b"apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      contai"
    b"ners:\n      - name: a\n"
    b"        image: a\n        command: [uvicorn]\n        args: ['app.main:app']\n        livenessProbe: {httpGet: "
    b"{path: /health, port: 8000}}\n---\nkind: Service\n",
    "nginx.conf": b"server {\n  location /api/ { proxy_pass http://web:8000/; proxy_set_header Host $host; }\n}\n",
    "Procfile": b"web: gunicorn -k uvicorn.workers.UvicornWorker app.main:app --workers $(nproc)\n",
    "start.sh": b'#!/bin/sh\nset -e\nfor i in a b; do echo "$i"; done\ncd app && exec uvicorn main:a'
    b'pp --port "${P:=1}"\n',
    "gunicorn.conf.py": b"import os\nbind = '0.0.0.0:' + os.environ.get('PORT', '8000')\nworkers = 2 * 4\n",
    ".github/workflows/ci.yml": b"jobs:\n  t:\n    strategy: {matrix: {python: ['3.10', \"3.11\"]}}\n    steps:\n"
    b"    - uses: actions/setup-python@v5\n      with: {python-version: '${{ matrix.python }}'}\n   "
    b" - run: uvicorn a:b\n",
    ".python-version": b"3.11.4\n",
    "runtime.txt": b"python-3.11\n",
    "a-1.dist-info/METADATA": b"Metadata-Version: 2.1\nName: a\nVersion: 1\nRequires-Dist: fastapi>="
    b"0.1; extra == 'x'\n",
}
"""One small text of each kind that is read."""


@cache
def projects() -> tuple[Files, ...]:
    """Small projects: every case, every page, the sample."""
    sample = {str(file.relative_to(SAMPLE)): file.read_bytes() for file in sorted(SAMPLE.rglob("*")) if file.is_file()}
    found = [{"main.py": b"from fastapi import FastAPI\napp = FastAPI()\n", **EXTRA}, sample]
    for file in sorted(CASES.glob("*/*.md")):
        for case in read_cases(file):
            found.append(_bytes({path: without_marks(content) for path, content in case.files.items()}))
    for rule in load_rules():
        found += [_bytes(rule.page.bad), _bytes(rule.page.good)]
    return tuple(files for files in found if files)


def _bytes(files: Mapping[str, str | bytes]) -> Files:
    return {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}


@cache
def texts() -> dict[str, tuple[bytes, ...]]:
    """All texts, by the name of their file (all Python files under "main.py")."""
    found: dict[str, set[bytes]] = {path: {content} for path, content in EXTRA.items()}
    for files in projects():
        for path, content in files.items():
            own_name = path if path in found else path.rpartition("/")[2]
            name = "main.py" if path.endswith(".py") and own_name not in EXTRA else own_name
            found.setdefault(name, set()).add(content)
    return {name: tuple(sorted(contents)) for name, contents in sorted(found.items())}
