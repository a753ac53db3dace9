"""Which servers does the source itself start, with which settings, and which deployment file runs it?"""

from __future__ import annotations

import pytest

from fastdoctor.files.tree import Tree
from fastdoctor.project import ProjectSettings, open_projects
from fastdoctor.stack import StartCommand
from tests.stack.reading import marked

HEAD = "import os\nimport uvicorn\nfrom fastapi import FastAPI\napp = FastAPI()\n"
IMAGE = "FROM python:3.12\nWORKDIR /srv\nCOPY . .\nENV A=1\n"


def started(source: str, **others: str) -> list[StartCommand]:
    """The calls that start a server in `main.py` and other files."""
    files = {"requirements.txt": "fastapi\n", "main.py": source, **others}
    (project,) = open_projects(Tree.of(files), ProjectSettings())
    return [command for command in project.start_commands if command.kind == "source"]


def one(source: str, **others: str) -> StartCommand:
    (found,) = started(source, **others)
    return found


@pytest.mark.parametrize(
    ("source", "server", "target", "expected"),
    [
        ("uvicorn.run(app)", "uvicorn", "main:app", {"as_object": True, "host": "127.0.0.1", "port": 8000}),
        ("uvicorn.run('main:app', host='0.0.0.0', port=80)", "uvicorn", "main:app", {"host": "0.0.0.0", "port": 80}),
        ("uvicorn.run('main:app', workers=4, reload=True)", "uvicorn", "main:app", {"workers": 4, "reload": True}),
        ("uvicorn.run(app='main:create', factory=True)", "uvicorn", "main:create", {"factory": True}),
        ("uvicorn.run(app, uds='/run/a')", "uvicorn", "main:app", {"host": None, "port": None}),
        ("uvicorn.run(app, **os.environ)", "uvicorn", "main:app", {"host": None, "port": None}),
        ("uvicorn.run(app, proxy_headers=False)", "uvicorn", "main:app", {"proxy_headers": False}),
        ("uvicorn.run(app, forwarded_allow_ips=['a', 'b'])", "uvicorn", "main:app", {"forwarded_allow_ips": "a,b"}),
        ("uvicorn.run(app, root_path='/a')", "uvicorn", "main:app", {"root_path": "/a"}),
        ("uvicorn.Server(uvicorn.Config(app, '0.0.0.0', 80)).run()", "uvicorn", "main:app",
         {"host": "0.0.0.0", "port": 80, "wrapper": "uvicorn.Server"}),
        ("import granian\ngranian.Granian('main:app', address='0.0.0.0', workers=2).serve()", "granian", "main:app",
         {"host": "0.0.0.0", "workers": 2}),
        ("from hypercorn.asyncio import serve\nfrom hypercorn.config import Config\nconfig = Config()\n"
         "config.bind = ['0.0.0.0:80']\nconfig.workers = 2\nserve(app, config)", "hypercorn", "main:app",
         {"host": "0.0.0.0", "port": 80, "workers": 2, "as_object": True}),
        ("from uvicorn import run as go\ngo('main:app', reload=True)", "uvicorn", "main:app", {"reload": True}),
        ("NAME = 'main:app'\nuvicorn.run(NAME)", "uvicorn", "main:app", {"as_object": False}),
    ],
)  # fmt: skip
def test_one_call(source: str, server: str, target: str, expected: dict[str, object]) -> None:
    found = one(HEAD + source + "\n")
    assert (found.server, found.target) == (server, target)
    assert {name: getattr(found, name) for name in expected} == expected


def test_places() -> None:
    source = HEAD + "uvicorn.run('main:app', host='0.0.0.0', reload=True)\n"
    found = one(source)
    assert marked(source, found.location) == "uvicorn.run"
    assert marked(source, found.locations["reload"]) == "reload=True"
    assert marked(source, found.locations["host="]) == "'0.0.0.0'"
    assert marked(source, found.locations["target"]) == "'main:app'"


@pytest.mark.parametrize(
    ("value", "configurable"),
    [
        ("True", False),
        ("FIXED", False),
        ("bool(os.getenv('RELOAD', '1'))", True),
        ("settings.reload", True),
        ("CHOSEN", True),
    ],
)
def test_what_a_variable_can_change(value: str, configurable: bool) -> None:
    head = (
        "from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    reload: bool = True\n"
        "settings = Settings()\nFIXED = True\nCHOSEN = os.getenv('CHOSEN') is None\n"
    )
    found = one(f"{HEAD}{head}uvicorn.run('main:app', reload={value})\n")
    assert found.reload
    assert ("reload" in found.configurable) is configurable


@pytest.mark.parametrize(
    ("guard", "development"),
    [
        ("if __name__ == '__main__':", False),
        ("if os.getenv('ENV') == 'development':", True),
        ("if not os.getenv('PRODUCTION'):", True),
        ("if os.getenv('PRODUCTION'):", False),
        ("if os.getenv('DEBUG') != '1':", False),
        ("def start_dev():", True),
        ("def start():", False),
    ],
)
def test_what_is_for_development(guard: str, development: bool) -> None:
    assert one(f"{HEAD}{guard}\n    uvicorn.run(app)\n").development is development


def test_the_other_branch_of_a_guard() -> None:
    guard = "if os.getenv('DEBUG'):\n    uvicorn.run(app, port=1)\nelse:\n    uvicorn.run(app, port=2)\n"
    assert {found.port: found.development for found in started(HEAD + guard)} == {1: True, 2: False}


def test_the_image_that_runs_it() -> None:
    found = one(
        f"{HEAD}if __name__ == '__main__':\n    uvicorn.run(app)\n", Dockerfile=IMAGE + 'CMD ["python", "main.py"]\n'
    )
    assert found.called_from is not None
    assert (found.called_from.path, found.origin, found.environment) == ("Dockerfile", "dockerfile", (("A", "1"),))


def test_what_it_calls_from_the_file_that_is_run() -> None:
    others = {
        "serve.py": "import click\nfrom start import go\n@click.command()\ndef cli():\n    go()\ncli()\n",
        "start.py": "import uvicorn\ndef go():\n    uvicorn.run('main:app', port=1)\n\n"
        "def other():\n    uvicorn.run('main:app', port=2)\n",
        "compose.yaml": "services:\n  a:\n    build: .\n    command: python -m serve\n",
        "Dockerfile": IMAGE,
    }
    found = {item.port: item.origin for item in started(HEAD, **others)}
    assert found == {1: "compose", 2: "source"}


def test_a_production_file_decides_before_one_for_development() -> None:
    run = 'CMD ["python", "main.py"]\n'
    found = one(HEAD + "uvicorn.run(app)\n", **{"Dockerfile.dev": IMAGE + run, "Dockerfile": IMAGE + run})
    assert found.called_from is not None
    assert (found.called_from.path, found.development) == ("Dockerfile", False)


CALLED = "import uvicorn\ndef main():\n    uvicorn.run('main:app', host='0.0.0.0')\n"
BOTH = f"{CALLED}if __name__ == '__main__':\n    uvicorn.run('main:app', reload=True)\n"
TYPED = (
    "import typer, uvicorn\ncli = typer.Typer()\n@cli.command()\ndef serve():\n    uvicorn.run('main:app')\n"
    "@cli.command()\ndef dev_server():\n    uvicorn.run('main:app', reload=True)\n"
)
PROJECT = '[project]\nname = "shop"\nversion = "1"\ndependencies = ["fastapi"]\n[project.scripts]\nshop = '
POETRY = '[tool.poetry]\nname = "shop"\n[tool.poetry.dependencies]\nfastapi = "*"\n[tool.poetry.scripts]\nshop = '
SETUP_CFG = (
    "[options]\ninstall_requires = fastapi\n[options.entry_points]\nconsole_scripts =\n    shop = starting:main\n"
)
SETUP_PY = (
    "from setuptools import setup\n"
    "setup(name='shop', install_requires=['fastapi'], entry_points={'console_scripts': ['shop = starting:main']})\n"
)


@pytest.mark.parametrize(
    ("starting", "manifest", "text", "file", "command", "line"),
    [
        (CALLED, "pyproject.toml", f'{PROJECT}"starting:main"\n', "Dockerfile", 'FROM python\nCMD ["shop"]\n', 3),
        (
            CALLED,
            "pyproject.toml",
            f'{PROJECT}"starting:main"\n',
            "Dockerfile",
            "FROM python\nCMD exec shop --fast\n",
            3,
        ),
        (CALLED, "pyproject.toml", f'{POETRY}"starting:main"\n', "Procfile", "web: poetry run shop\n", 3),
        (CALLED, "setup.cfg", SETUP_CFG, "compose.yaml", "services:\n  api:\n    command: shop\n", 3),
        (CALLED, "setup.py", SETUP_PY, "shop.service", "[Service]\nExecStart=/srv/venv/bin/shop --port 80\n", 3),
        (BOTH, "pyproject.toml", f'{PROJECT}"starting:main"\n', "Procfile", "web: shop\n", 3),
        (TYPED, "pyproject.toml", f'{PROJECT}"starting:cli"\n', "Procfile", "web: shop serve\n", 5),
        (TYPED, "pyproject.toml", f'{PROJECT}"starting:cli"\n', "Procfile", "web: uv run shop dev-server\n", 8),
    ],
)
def test_a_console_script_leads_to_the_call(
    starting: str, manifest: str, text: str, file: str, command: str, line: int
) -> None:
    files = {"main.py": HEAD, "starting.py": starting, manifest: text, file: command}
    (project,) = open_projects(Tree.of(files), ProjectSettings())
    called = [found for found in project.start_commands if found.called_from is not None]
    assert [found.location.region.start_line for found in called] == [line]
    assert [found.called_from.path for found in called if found.called_from] == [file]
    (runner,) = (found for found in project.start_commands if found.server == "python")
    assert runner.target in {"starting:main", "starting:cli"}


@pytest.mark.parametrize("command", ["web: shopping\n", "web: echo shop\n", "web: ./shop.sh\n", "web: npm run shop\n"])
def test_what_only_looks_like_a_console_script(command: str) -> None:
    files = {
        "main.py": HEAD,
        "starting.py": CALLED,
        "pyproject.toml": f'{PROJECT}"starting:main"\n',
        "Procfile": command,
    }
    (project,) = open_projects(Tree.of(files), ProjectSettings())
    assert [found.kind for found in project.start_commands] == ["source"]
    assert project.start_commands[0].called_from is None


def test_a_package_that_is_run_and_one_that_a_console_script_names() -> None:
    files = {
        "main.py": HEAD,
        "requirements.txt": "fastapi\n",
        "pyproject.toml": f'{PROJECT}"ours:main"\n',
        "ours/__init__.py": CALLED,
        "ours/__main__.py": "import uvicorn\nuvicorn.run('main:app', port=9000)\n",
        "plain/__init__.py": "",
        "plain/__main__.py": "import uvicorn\nuvicorn.run('main:app', port=9001)\n",
        "Procfile": "web: python -m ours\nother: shop\nplain: python -m plain\n",
    }
    (project,) = open_projects(Tree.of(files), ProjectSettings())
    called = {
        (found.location.path, found.called_from.region.start_line)
        for found in project.start_commands
        if found.called_from is not None
    }
    assert called == {("ours/__main__.py", 1), ("ours/__init__.py", 2), ("plain/__main__.py", 3)}


def test_a_configuration_that_no_server_gets_starts_nothing() -> None:
    asked = "from uvicorn.config import Config\nfolders = Config('main:app', reload=True).reload_dirs\n"
    assert not started(HEAD, **{"folders.py": asked})
    served = "import uvicorn\n\nuvicorn.Server(uvicorn.Config('main:app', port=1)).run()\n"
    assert [found.port for found in started(HEAD, **{"serve.py": served})] == [1]
    derived = "import uvicorn\n\nclass Own(uvicorn.Server): ...\n\nOwn(uvicorn.Config('main:app', port=2)).run()\n"
    assert [found.port for found in started(HEAD, **{"serve.py": derived})] == [2]
