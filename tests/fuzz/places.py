"""Where files of a project state versions, ranges and numbers, and what may stand there."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz.seeds import Files
from tests.fuzz.strategies import encoded, hostile_texts

MAIN = "from fastapi import FastAPI\nfrom fastapi.testclient import TestClient\nfrom passlib.hash import bcrypt\n"
_PROJECT = '[project]\nname = "a"\nversion = "1"\n'
_LOCKED = "".join(
    f'[[package]]\nname = "{name}"\nversion = "<>"\nsource = {{ registry = "x" }}\n'
    for name in ("fastapi", "starlette", "pydantic", "bcrypt", "passlib", "httpx")
)
_TOML_LOCK = f'version = 1\nrequires-python = "<>"\n{_LOCKED}[metadata]\npython-versions = "<>"\nlock-version = "<>"\n'
_OPEN = {"pyproject.toml": f'{_PROJECT}dependencies = ["fastapi"]\n'}
PLACES: dict[str, dict[str, str]] = {
    "a requirement": {"requirements.txt": "fastapi<>\npydantic<>\nbcrypt <>\n", "requirements-dev.txt": "fastapi>=1\n"},
    "a pin": {"requirements.txt": "fastapi==<>\nstarlette==<>\n"},
    "a marker": {"requirements.txt": "fastapi; python_version > '<>'\nuvicorn; <> and python_version < '3'\n"},
    "an address": {"requirements.txt": "https://a.example/fastapi-<>-py3-none-any.whl\nhttpx @ https://a.example/x-<>\n"},
    "a pyproject": {"pyproject.toml": f'{_PROJECT}requires-python = "<>"\ndependencies = ["fastapi<>"]\n'},
    "a Poetry project": {
        "pyproject.toml": '[tool.poetry.dependencies]\npython = "<>"\nfastapi = "^<>"\nhttpx = { version = "~<>" }\n'
    },
    "a Pipfile": {"Pipfile": '[packages]\nfastapi = "<>"\n[requires]\npython_version = "<>"\n'},
    "a Pipfile's patch release": {"Pipfile": '[packages]\nfastapi = "*"\n[requires]\npython_full_version = "<>"\n'},
    "a setup.cfg": {"setup.cfg": "[options]\npython_requires = <>\ninstall_requires =\n  fastapi<>\n"},
    "conda": {"environment.yml": "dependencies:\n  - 'python<>'\n  - 'fastapi =<>'\n  - pip: ['httpx<>']\n"},
    "a wheel": {"a-1.dist-info/METADATA": "Name: a\nRequires-Python: <>\nRequires-Dist: fastapi<>\n"},
    "uv.lock": {**_OPEN, "uv.lock": _TOML_LOCK},
    "poetry.lock": {**_OPEN, "poetry.lock": _TOML_LOCK},
    "pylock.toml": {**_OPEN, "pylock.toml": _TOML_LOCK.replace("[[package]]", "[[packages]]")},
    "Pipfile.lock": {
        "Pipfile.lock": '{"default": {"fastapi": {"version": "==<>", "markers": "python_version < \'<>\'"}}}'
    },
    "pixi.lock": {
        "pixi.lock": "version: '<>'\nenvironments: {default: {packages: {linux-64: [{pypi: 'https://a.example/x.whl'}]}}}\n"
        "packages:\n- pypi: 'https://a.example/x.whl'\n  name: fastapi\n  version: '<>'\n"
    },
    "a version file": {"requirements.txt": "fastapi\n", ".python-version": "3.<>\n", "runtime.txt": "python-3.<>\n"},
    "an image": {"requirements.txt": "fastapi\n", "Dockerfile": "FROM python:3.<>\nRUN pip install fastapi==<>\n"},
    "a workflow": {
        "requirements.txt": "fastapi\n",
        ".github/workflows/a.yml": "jobs: {a: {steps: [{with: {python-version: '<>'}}]}}\n",
    },
    "a command": {"requirements.txt": "fastapi\n", "Procfile": "web: uvicorn main:app --workers <> --port <>\n"},
    "gunicorn's file": {"requirements.txt": "fastapi\n", "gunicorn.conf.py": "bind = 'a:<>'\nworkers = '<>'\n"},
    "a probe": {
        "requirements.txt": "fastapi\n",
        "Dockerfile": "FROM python:3.11\nCMD uvicorn main:app --port <>\nHEALTHCHECK CMD curl http://localhost:<>/x\n",
    },
    "a call": {"requirements.txt": "fastapi\n", "run.py": "import uvicorn\nuvicorn.run('main:app', port='<>')\n"},
    "a proxy": {
        "requirements.txt": "fastapi\n",
        "nginx.conf": "server { location /a { proxy_pass http://web:<>/; } }\n",
        "Caddyfile": "a.example {\n  reverse_proxy /a web:<>\n}\n",
    },
    "a generator": {
        "requirements.txt": "fastapi\n",
        "package.json": '{"devDependencies": {"openapi-typescript": "<>"}}',
    },
}  # fmt: skip
VALUES = (
    "===x", "===1.0.x", ">=0.1,===x", "x", "", "*", "1.*", "==1.*", "1.0.x", "९", "==0.115.६", "²", "1\x851", "1!2.0",
    "v1", "1+local", "9" * 5_000, "1." + "9" * 5_000, "~=1", "1rc1", "<1,>2", "3.11 || 3.12", "system", "0", "-1",
    "1e9", "5", "a" * 20_000, "-" * 20_000, "," * 20_000, "$" * 20_000,
)  # fmt: skip


def stating(place: str, value: str) -> Files:
    """A project that states the value in the place."""
    return {
        "main.py": MAIN.encode(),
        **{path: encoded(text.replace("<>", value)) for path, text in PLACES[place].items()},
    }


stated = st.builds(stating, st.sampled_from(sorted(PLACES)), st.sampled_from(VALUES) | hostile_texts)
