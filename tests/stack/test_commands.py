"""Which servers deployment files start, with which settings, and where each setting stands."""

from __future__ import annotations

import pytest

from fastdoctor.stack import StartCommand
from tests.stack.reading import commands, marked, stack, stacks

DOCKER = "FROM python:3.12\nWORKDIR /app\nCOPY . .\n"
COMPOSE = "services:\n  web:\n    command: "


def one(path: str, text: str, **others: str) -> StartCommand:
    (found,) = commands(path, text, **others)
    return found


@pytest.mark.parametrize(
    ("line", "server", "target", "expected"),
    [
        ("uvicorn app.main:app", "uvicorn", "app.main:app", {"host": "127.0.0.1", "port": 8000, "workers": None}),
        (
            "uvicorn a:b --host=0.0.0.0 --port 80 --workers 4",
            "uvicorn",
            "a:b",
            {"host": "0.0.0.0", "port": 80, "workers": 4},
        ),
        ("uvicorn --reload a:b", "uvicorn", "a:b", {"reload": True}),
        ("uvicorn --factory a:create", "uvicorn", "a:create", {"factory": True}),
        ("uvicorn a:b --forwarded-allow-ips '*' --proxy-headers", "uvicorn", "a:b", {"forwarded_allow_ips": "*"}),
        ("uvicorn a:b --no-proxy-headers", "uvicorn", "a:b", {"proxy_headers": False}),
        (
            "uvicorn a:b --app-dir src --root-path /api",
            "uvicorn",
            "a:b",
            {"root_path": "/api", "working_directory": "src"},
        ),
        (
            "gunicorn -w 4 -k uvicorn.workers.UvicornWorker -b :8000 a:b",
            "gunicorn",
            "a:b",
            {"workers": 4, "worker_class": "uvicorn.workers.UvicornWorker", "port": 8000},
        ),
        (
            "gunicorn -kuvicorn_worker.UvicornWorker -w4 'a:create()'",
            "gunicorn",
            "a:create",
            {"factory": True, "workers": 4},
        ),
        ("gunicorn --bind unix:/run/x.sock a:b", "gunicorn", "a:b", {"host": None, "port": None}),
        ("hypercorn a:b --bind 0.0.0.0:80 --reload", "hypercorn", "a:b", {"host": "0.0.0.0", "reload": True}),
        ("granian --interface asgi a:b --workers 2", "granian", "a:b", {"workers": 2}),
        ("daphne -b 0.0.0.0 -p 80 a:b", "daphne", "a:b", {"host": "0.0.0.0", "port": 80}),
        (
            "fastapi run app/main.py --workers 2",
            "fastapi",
            "app/main.py",
            {"host": "0.0.0.0", "workers": 2, "reload": False},
        ),
        (
            "fastapi dev app/main.py",
            "fastapi",
            "app/main.py",
            {"host": "127.0.0.1", "reload": True, "development": False},
        ),
        ("python3.12 -m uvicorn a:b", "uvicorn", "a:b", {}),
        ("python -u -m gunicorn a:b", "gunicorn", "a:b", {}),
        ("exec uvicorn a:b", "uvicorn", "a:b", {"wrapper": "exec"}),
        ("poetry run uvicorn a:b", "uvicorn", "a:b", {"wrapper": "poetry"}),
        ("uv run --no-sync --env-file .env uvicorn a:b", "uvicorn", "a:b", {"wrapper": "uv"}),
        ("A=1 env B=2 uvicorn a:b", "uvicorn", "a:b", {"wrapper": "env", "environment": (("A", "1"), ("B", "2"))}),
        ("gosu app:app dumb-init -- uvicorn a:b", "uvicorn", "a:b", {"wrapper": "gosu dumb-init"}),
        ("./wait-for-it.sh db:5432 -- uvicorn a:b", "uvicorn", "a:b", {}),
        ("sh -c 'alembic upgrade head && exec uvicorn a:b'", "uvicorn", "a:b", {"wrapper": "sh exec"}),
        ("uvicorn a:b --port $PORT --host ${HOST:-0.0.0.0}", "uvicorn", "a:b", {"port": None, "host": "0.0.0.0"}),
        ("PORT=9; uvicorn a:b --port $PORT", "uvicorn", "a:b", {"port": 9}),
        ("WEB_CONCURRENCY=3 uvicorn a:b", "uvicorn", "a:b", {"workers": 3}),
        ("uvicorn a:b $MORE", "uvicorn", "a:b", {"host": None, "port": None}),
        ("cd src && uvicorn a:b", "uvicorn", "a:b", {"working_directory": "src"}),
        ("ddtrace-run /usr/local/bin/uvicorn a:b &", "uvicorn", "a:b", {}),
    ],
)
def test_one_line(line: str, server: str, target: str, expected: dict[str, object]) -> None:
    found = one("Procfile", f"web: {line}\n")
    assert (found.server, found.target) == (server, target)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    "line",
    [
        "echo uvicorn a:b",
        "pip install uvicorn",
        "uvicorn --version",
        "gunicorn --check-config a:b",
        "fastapi --help",
        "$SERVER a:b",
        "python -m pytest",
        "# uvicorn a:b",
        "fastapi cloud deploy",
    ],
)
def test_what_starts_no_server(line: str) -> None:
    assert commands("Procfile", f"web: {line}\n") == []


@pytest.mark.parametrize(
    ("path", "text", "whole", "option", "value"),
    [
        (
            "Dockerfile",
            DOCKER + 'CMD ["uvicorn", "a:b", "--host", "127.0.0.1"]\n',
            'CMD ["uvicorn", "a:b", "--host", "127.0.0.1"]',
            '--host", "127.0.0.1',
            "127.0.0.1",
        ),
        (
            "Dockerfile",
            DOCKER + "CMD uvicorn a:b \\\n  # why\n  --host=127.0.0.1\n",
            "uvicorn a:b \\\n  # why\n  --host=127.0.0.1",
            "--host=127.0.0.1",
            "127.0.0.1",
        ),
        (
            "docker-compose.yml",
            COMPOSE + "uvicorn a:b --host 127.0.0.1\n",
            "uvicorn a:b --host 127.0.0.1",
            "--host 127.0.0.1",
            "127.0.0.1",
        ),
        (
            "docker-compose.yml",
            COMPOSE + '["uvicorn", "a:b", "--host", "127.0.0.1"]\n',
            '["uvicorn", "a:b", "--host", "127.0.0.1"]',
            '--host", "127.0.0.1',
            "127.0.0.1",
        ),
        (
            "docker-compose.yml",
            COMPOSE + "sh -c 'uvicorn a:b --host 127.0.0.1'\n",
            "uvicorn a:b --host 127.0.0.1",
            "--host 127.0.0.1",
            "127.0.0.1",
        ),
        (
            "docker-compose.yml",
            COMPOSE + "|\n      echo é\n      uvicorn a:b --host 127.0.0.1\n",
            "uvicorn a:b --host 127.0.0.1",
            "--host 127.0.0.1",
            "127.0.0.1",
        ),
        (
            "run.sh",
            "#!/bin/sh\nif true; then\n  exec uvicorn a:b --host '127.0.0.1'\nfi\n",
            "exec uvicorn a:b --host '127.0.0.1'",
            "--host '127.0.0.1",
            "127.0.0.1",
        ),
        (
            "app.service",
            "[Service]\nExecStart=-/usr/bin/uvicorn a:b --host 127.0.0.1\n",
            "/usr/bin/uvicorn a:b --host 127.0.0.1",
            "--host 127.0.0.1",
            "127.0.0.1",
        ),
        (
            "Makefile",
            "serve:\n\t@uvicorn a:b --host 127.0.0.1\n",
            "uvicorn a:b --host 127.0.0.1",
            "--host 127.0.0.1",
            "127.0.0.1",
        ),
        (
            "render.yaml",
            "services:\n- startCommand: uvicorn a:b --host 127.0.0.1\n",
            "uvicorn a:b --host 127.0.0.1",
            "--host 127.0.0.1",
            "127.0.0.1",
        ),
        (
            "fly.toml",
            '[processes]\nweb = "uvicorn a:b --host 127.0.0.1"\n',
            "uvicorn a:b --host 127.0.0.1",
            "--host 127.0.0.1",
            "127.0.0.1",
        ),
        (
            "railway.json",
            '{"deploy": {"startCommand": "uvicorn a:b --host 127.0.0.1"}}\n',
            "uvicorn a:b --host 127.0.0.1",
            "--host 127.0.0.1",
            "127.0.0.1",
        ),
        (
            ".github/workflows/a.yml",
            "jobs:\n  a:\n    steps:\n    - run: |\n        ls\n        uvicorn a:b --host 127.0.0.1\n",
            "uvicorn a:b --host 127.0.0.1",
            "--host 127.0.0.1",
            "127.0.0.1",
        ),
        (
            "deploy/k8s.yaml",
            "kind: Deployment\nspec:\n  containers:\n  - command: [uvicorn]\n    args: ['a:b', --host, 127.0.0.1]\n",
            "['a:b', --host, 127.0.0.1]",
            "--host, 127.0.0.1",
            "127.0.0.1",
        ),
        (
            "chart/values.yaml",
            "command: [uvicorn, 'a:b', --host, 127.0.0.1]\n",
            "[uvicorn, 'a:b', --host, 127.0.0.1]",
            "--host, 127.0.0.1",
            "127.0.0.1",
        ),
        (
            "pyproject.toml",
            '[project]\nname = "a"\n[tool.poe.tasks]\nserve = "uvicorn a:b --host 127.0.0.1"\n',
            "uvicorn a:b --host 127.0.0.1",
            "--host 127.0.0.1",
            "127.0.0.1",
        ),
        (
            "supervisor/app.conf",
            "[program:web]\ncommand=uvicorn a:b --host 127.0.0.1\n",
            "uvicorn a:b --host 127.0.0.1",
            "--host 127.0.0.1",
            "127.0.0.1",
        ),
    ],
)
def test_places(path: str, text: str, whole: str, option: str, value: str) -> None:
    found = one(path, text)
    assert marked(text, found.location) == whole
    assert marked(text, found.locations["host"]) == option
    assert found.host == found.options["host"] == value
    assert marked(text, found.locations["target"]) == "a:b"


def test_entrypoint_and_command_are_one_command() -> None:
    found = one("Dockerfile", DOCKER + 'ENTRYPOINT ["uvicorn", "a:b"]\nCMD ["--reload"]\n')
    assert found.reload
    assert marked(DOCKER + 'ENTRYPOINT ["uvicorn", "a:b"]\nCMD ["--reload"]\n', found.locations["reload"]) == "--reload"


def test_variables_of_an_image() -> None:
    text = (
        "ARG V=3.11\nFROM python:$V AS prod\nENV PORT=9000 HOST=0.0.0.0\nCMD uvicorn a:b --port $PORT --host ${HOST}\n"
    )
    found = one("Dockerfile", text)
    assert (found.host, found.port, found.form, found.service) == ("0.0.0.0", 9000, "shell", "prod")


def test_the_json_form_replaces_no_variables() -> None:
    assert one("Dockerfile", DOCKER + 'CMD ["uvicorn", "a:b", "--port", "$PORT"]\n').options["port"] == "$PORT"


def test_stages() -> None:
    text = (
        "FROM python:3.12 AS base\nWORKDIR /srv\nENV A=1\n"
        'FROM base AS dev\nCMD ["uvicorn", "a:b", "--reload"]\n'
        'FROM base AS prod\nUSER app\nCMD ["uvicorn", "a:b"]\n'
    )
    found = commands("Dockerfile", text)
    assert [(command.service, command.development, command.working_directory) for command in found] == [
        ("dev", True, "/srv"),
        ("prod", False, "/srv"),
    ]
    image = stacks({"requirements.txt": "", "Dockerfile": text})[""].images[0]
    assert [(stage.name, stage.image, stage.user, stage.final) for stage in image.stages] == [
        ("base", "python:3.12", "", False),
        ("dev", "base", "", False),
        ("prod", "base", "app", True),
    ]


def test_a_heredoc_is_no_instruction() -> None:
    text = 'FROM python\nRUN <<EOF\nCMD uvicorn no:no\nEOF\nCMD ["uvicorn", "a:b"]\n'
    assert one("Dockerfile", text).target == "a:b"


def test_a_script_that_an_image_runs() -> None:
    found = one("Dockerfile", DOCKER + 'CMD ["/app/start.sh"]\n', **{"start.sh": "#!/bin/sh\nexec uvicorn a:b\n"})
    assert (found.kind, found.location.path) == ("script", "start.sh")
    assert found.called_from is not None
    assert found.called_from.path == "Dockerfile"


def test_where_modules_are_looked_for() -> None:
    text = 'FROM python\nWORKDIR /code\nCOPY ./app /code/app\nCMD ["uvicorn", "app.main:app"]\n'
    assert one("Dockerfile", text, **{"app/main.py": "app = 1\n"}).search_path == ("",)
    text = 'FROM python\nWORKDIR /code\nCOPY src .\nCMD ["uvicorn", "main:app"]\n'
    assert one("Dockerfile", text, **{"src/main.py": "app = 1\n"}).search_path == ("src",)


def test_gunicorn_reads_its_own_file() -> None:
    config = "import os\nbind = '0.0.0.0:80'\nworkers = int(os.getenv('WORKERS', '3'))\nworker_class = 'sync'\n"
    found = one("Procfile", "web: gunicorn -c conf/gunicorn.conf.py -w 5 a:b\n", **{"conf/gunicorn.conf.py": config})
    assert (found.worker_class, found.workers, found.host, found.port) == ("sync", 5, "0.0.0.0", 80)
    assert marked(config, found.locations["worker-class"]) == "'sync'"


def test_variables_of_a_service() -> None:
    text = (
        "x-env: &env\n  FORWARDED_ALLOW_IPS: '*'\nservices:\n  web:\n    environment:\n      <<: *env\n"
        "    env_file: web.env\n    command: uvicorn a:b\n"
    )
    found = one("compose.yaml", text, **{"web.env": "WEB_CONCURRENCY=4\n"})
    assert (found.forwarded_allow_ips, found.workers) == ("*", 4)


@pytest.mark.parametrize(
    ("path", "text", "development"),
    [
        ("Dockerfile", DOCKER + "CMD uvicorn a:b\n", False),
        ("Dockerfile.dev", DOCKER + "CMD uvicorn a:b\n", True),
        ("docker-compose.yml", COMPOSE + "uvicorn a:b\n", False),
        ("docker-compose.override.yml", COMPOSE + "uvicorn a:b\n", True),
        ("docker-compose.yml", COMPOSE + "uvicorn a:b\n    profiles: [dev]\n", True),
        ("docker-compose.yml", COMPOSE + "uvicorn a:b\n    working_dir: /app\n    volumes: ['.:/app']\n", True),
        ("docker-compose.yml", COMPOSE + "uvicorn a:b\n    working_dir: /app\n    volumes: ['${PWD}/:/app']\n", True),
        ("docker-compose.yml", COMPOSE + "uvicorn a:b\n    volumes: ['./:/srv']\n", True),
        ("docker-compose.yml", COMPOSE + "uvicorn a:b\n    volumes: ['./src:/srv/src']\n", True),
        ("deploy/docker-compose.yml", COMPOSE + "uvicorn a:b\n    volumes: ['${PWD}/:/srv']\n", True),
        ("docker-compose.yml", COMPOSE + "uvicorn a:b\n    volumes: ['./data:/data']\n", False),
        ("Makefile", "run:\n\tuvicorn a:b\n", True),
        ("Makefile", "deploy:\n\tuvicorn a:b\n", False),
        (".github/workflows/test.yml", "jobs: {a: {steps: [{run: uvicorn a:b}]}}\n", True),
        ("run.sh", "uvicorn a:b\n", False),
        ("run.sh", 'if [ "$ENV" = "development" ]; then uvicorn a:b; fi\n', True),
    ],
)
def test_what_is_for_development(path: str, text: str, development: bool) -> None:
    assert one(path, text, **{"src/a.py": "b = 1\n"}).development is development


def test_commands_belong_to_the_project_they_start() -> None:
    found = stacks(
        {
            "backend/requirements.txt": "fastapi\n",
            "backend/main.py": "app = 1\n",
            "worker/requirements.txt": "celery\n",
            "compose.yaml": "services:\n  api:\n    build: ./backend\n",
            "backend/Dockerfile": "FROM python:3.11\nWORKDIR /x\nCOPY . .\nCMD uvicorn main:app\n",
        }
    )
    assert [command.target for command in found["backend"].commands] == ["main:app"]
    assert found["worker"].commands == ()
    assert found["backend"].python_version == "3.11"


JUSTFILE = """set dotenv-load
port := "8000"

dev port=port:
    uv run uvicorn app:app --reload --port {{port}}

@prod *args='--fast' : build
    #!/usr/bin/env bash
    exec uvicorn app:app --workers 4
"""


def test_recipes_of_just_with_parameters_and_spaces() -> None:
    found = commands("justfile", JUSTFILE)
    assert [(item.service, item.reload, item.workers, item.development) for item in found] == [
        ("dev", True, None, True),
        ("prod", False, 4, False),
    ]


EXTENDING = """services:
  api:
    environment: {WEB_CONCURRENCY: "2", A: "1"}
    command: uvicorn app:app
  more:
    extends: api
    environment: {A: "2"}
    command: uvicorn app:other
  deep:
    extends: {service: more}
    command: uvicorn app:deep
  loop:
    extends: loop
    command: uvicorn app:loop
  elsewhere:
    extends: {file: shared/base.yaml, service: web}
"""


def test_a_service_has_what_the_one_has_that_it_extends() -> None:
    files: dict[str, str | bytes] = {
        "requirements.txt": "fastapi\n",
        "compose.yaml": EXTENDING,
        "shared/base.yaml": "services:\n  web:\n    command: uvicorn app:web\n",
    }
    found = {item.target: dict(item.environment) for item in stack(files).commands}
    assert found == {
        "app:app": {"WEB_CONCURRENCY": "2", "A": "1"},
        "app:other": {"WEB_CONCURRENCY": "2", "A": "2"},
        "app:deep": {"WEB_CONCURRENCY": "2", "A": "2"},
        "app:loop": {},
        "app:web": {},
    }


@pytest.mark.parametrize(
    ("script", "reload", "host"),
    [
        ('RELOAD=""\nif [ "$DEV" ]; then\n    RELOAD="--reload"\nfi\nuvicorn a:b $RELOAD\n', False, "127.0.0.1"),
        ('[ "$MODE" = work ] && RELOAD="--reload"\nuvicorn a:b $RELOAD\n', False, "127.0.0.1"),
        ('RELOAD="--reload"\nuvicorn a:b $RELOAD\n', True, "127.0.0.1"),
        ('if [ -z "$HOST" ]; then\n    HOST=0.0.0.0\nfi\nuvicorn a:b --host $HOST\n', False, "0.0.0.0"),
        ('if [ "$A" ]; then\n    HOST=::1\nelse\n    HOST=0.0.0.0\nfi\nuvicorn a:b --host $HOST\n', False, None),
        ('if [ "$A" ]; then\n    HOST=::1\n    uvicorn a:b --host $HOST\nfi\n', False, "::1"),
    ],
)
def test_a_variable_that_is_set_under_a_condition_holds_there_only(script: str, reload: bool, host: str | None) -> None:
    found = one("start.sh", f"#!/bin/sh\n{script}")
    assert (found.target, found.reload) == ("a:b", reload)
    assert found.host == host or (host == "127.0.0.1" and found.host is None)


def test_a_script_with_and_without_reload_has_a_mode_for_development() -> None:
    script = '#!/bin/sh\ncase "$1" in\n  web) uvicorn a:b --reload ;;\n  serve) uvicorn a:b ;;\nesac\n'
    found = commands("start.sh", script)
    assert {item.reload: item.development for item in found} == {True: True, False: False}


def test_a_program_that_only_speaks_of_a_server_starts_none() -> None:
    files = {"token.py": "# the logs of uvicorn are elsewhere\nprint('token')\n", "serve.py": "import os, uvicorn\n"}
    assert not commands("Dockerfile", DOCKER + 'CMD ["python", "token.py"]\n', **files)
    assert one("Dockerfile", DOCKER + 'CMD ["python", "serve.py"]\n', **files).target == "serve.py"
