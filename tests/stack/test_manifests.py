"""What each kind of manifest asks for, and where it says so."""

from __future__ import annotations

import pytest

from tests.stack.reading import marked, stack, stacks

PEP_621 = """[project]
name = "Booking_App"
requires-python = ">=3.10"
dependencies = [
    "fastapi[standard]>=0.115,<0.116",  # why
    'uvicorn',
]
[project.optional-dependencies]
db = ["sqlalchemy"]
[dependency-groups]
test = ["pytest", {include-group = "lint"}]
lint = ["ruff"]
[tool.uv]
dev-dependencies = ["mypy"]
"""
POETRY = """[tool.poetry]
name = "app"
[tool.poetry.dependencies]
python = "^3.10"
fastapi = "^0.115.2"
uvicorn = {version = "~0.30", extras = ["standard"], python = ">=3.9"}
redis = {version = "*", optional = true}
own = {git = "https://example.com/own.git"}
many = [{version = "1.0", python = "<3.9"}, {version = "2.0", python = ">=3.9"}]
[tool.poetry.group.dev.dependencies]
pytest = ">=8,<9"
[tool.poetry.extras]
cache = ["redis"]
"""
PIPFILE = """[packages]
fastapi = "*"
uvicorn = {version = "==0.30.0", extras = ["standard"]}
[dev-packages]
pytest = ">=8"
[requires]
python_version = "3.11"
"""
SETUP_CFG = """[metadata]
name = app
[options]
python_requires = >=3.9
install_requires =
    fastapi>=0.100
    # a comment
    uvicorn[standard] ; python_version > "3.8"
[options.extras_require]
test = pytest
"""
SETUP_PY = """from setuptools import setup, find_packages
needed = ["fastapi>=0.100", "uvicorn"]
setup(name="app", install_requires=needed, extras_require={"test": ["pytest"]}, python_requires=">=3.9")
"""
CONDA = """name: app
dependencies:
  - python=3.11
  - conda-forge::fastapi=0.115
  - uvicorn>=0.30,<1
  - numpy 1.26.*
  - pip:
      - pydantic==2.10.4
"""
PIXI = """[dependencies]
python = "3.12.*"
fastapi = ">=0.115"
[pypi-dependencies]
uvicorn = { version = "==0.30.0", extras = ["standard"] }
[feature.test.dependencies]
pytest = "*"
"""
SCRIPT = """#!/usr/bin/env python
# /// script
# requires-python = ">=3.12"
# dependencies = [
#   "fastapi==0.115.6",
#   "uvicorn",
# ]
# ///
import fastapi
"""
EXPECTED = {
    "pyproject.toml": (
        PEP_621,
        [
            ("fastapi", "<0.116,>=0.115", ("standard",), "", '"fastapi[standard]>=0.115,<0.116"'),
            ("uvicorn", "", (), "", "'uvicorn'"),
            ("sqlalchemy", "", (), "db", '"sqlalchemy"'),
            ("pytest", "", (), "test", '"pytest"'),
            ("ruff", "", (), "test", '"ruff"'),
            ("ruff", "", (), "lint", '"ruff"'),
            ("mypy", "", (), "dev", '"mypy"'),
        ],
    ),
    "Pipfile": (
        PIPFILE,
        [
            ("fastapi", "", (), "", 'fastapi = "*"'),
            ("uvicorn", "==0.30.0", ("standard",), "", 'uvicorn = {version = "==0.30.0", extras = ["standard"]}'),
            ("pytest", ">=8", (), "dev", 'pytest = ">=8"'),
        ],
    ),
    "setup.cfg": (
        SETUP_CFG,
        [
            ("fastapi", ">=0.100", (), "", "fastapi>=0.100"),
            ("uvicorn", "", ("standard",), "", 'uvicorn[standard] ; python_version > "3.8"'),
            ("pytest", "", (), "test", "pytest"),
        ],
    ),
    "setup.py": (
        SETUP_PY,
        [
            ("fastapi", ">=0.100", (), "", '"fastapi>=0.100"'),
            ("uvicorn", "", (), "", '"uvicorn"'),
            ("pytest", "", (), "test", '"pytest"'),
        ],
    ),
    "environment.yml": (
        CONDA,
        [
            ("fastapi", "==0.115.*", (), "", "conda-forge::fastapi=0.115"),
            ("uvicorn", "<1,>=0.30", (), "", "uvicorn>=0.30,<1"),
            ("numpy", "", (), "", "numpy 1.26.*"),
            ("pydantic", "==2.10.4", (), "", "pydantic==2.10.4"),
        ],
    ),
    "pixi.toml": (
        PIXI,
        [
            ("fastapi", ">=0.115", (), "", 'fastapi = ">=0.115"'),
            ("uvicorn", "==0.30.0", ("standard",), "", 'uvicorn = { version = "==0.30.0", extras = ["standard"] }'),
            ("pytest", "", (), "test", 'pytest = "*"'),
        ],
    ),
    "run.py": (
        SCRIPT,
        [
            ("fastapi", "==0.115.6", (), "", "fastapi==0.115.6"),
            ("uvicorn", "", (), "", "uvicorn"),
        ],
    ),
}


@pytest.mark.parametrize("path", sorted(EXPECTED))
def test_requirements_with_their_places(path: str) -> None:
    text, expected = EXPECTED[path]
    found = stack({path: text})
    assert found.problems == ()
    assert [
        (item.name, item.specifier, item.extras, item.group, marked(text, item.location)) for item in found.requirements
    ] == expected


def test_poetry() -> None:
    found = stack({"pyproject.toml": POETRY})
    assert [(item.name, item.specifier, item.group, item.marker) for item in found.requirements] == [
        ("fastapi", "<0.116,>=0.115.2", "", ""),
        ("uvicorn", "<0.31,>=0.30", "", 'python_version >= "3.9"'),
        ("redis", "", "cache", ""),
        ("own", "", "", ""),
        ("many", "==1.0", "", 'python_version < "3.9"'),
        ("many", "==2.0", "", 'python_version >= "3.9"'),
        ("pytest", "<9,>=8", "dev", ""),
    ]
    assert found.requirements[3].url == "https://example.com/own.git"
    assert marked(POETRY, found.requirements[0].location) == 'fastapi = "^0.115.2"'


@pytest.mark.parametrize(
    ("path", "text", "specifier", "version"),
    [
        ("pyproject.toml", PEP_621, ">=3.10", "3.14"),
        ("pyproject.toml", POETRY, "<4,>=3.10", "3.14"),
        ("Pipfile", PIPFILE, "==3.11.*", "3.11"),
        ("setup.cfg", SETUP_CFG, ">=3.9", "3.14"),
        ("environment.yml", CONDA, "==3.11.*", "3.11"),
        ("pixi.toml", PIXI, "==3.12.*", "3.12"),
        ("run.py", SCRIPT, ">=3.12", "3.14"),
    ],
)
def test_the_python_that_is_asked_for(path: str, text: str, specifier: str, version: str) -> None:
    found = stack({path: text})
    assert found.python is not None
    assert found.python.specifier == specifier
    assert found.python_version == version


def test_a_python_version_file_and_an_image_say_more_than_a_range() -> None:
    files: dict[str, str | bytes] = {"pyproject.toml": PEP_621, ".python-version": "3.12.4\n"}
    assert stack(files).python_version == "3.12"
    files["Dockerfile"] = 'ARG TAG=3.11-slim\nFROM python:${TAG}\nCMD ["uvicorn", "main:app"]\n'
    assert stack(files).python_version == "3.11"


def test_settings_of_tools_are_no_manifest() -> None:
    assert stack({"pyproject.toml": "[tool.ruff]\nline-length = 120\n", "requirements.txt": "fastapi\n"}).manifests == (
        "requirements.txt",
    )


def test_what_only_running_setup_py_would_tell_is_unknown_and_no_fault() -> None:
    found = stack({"setup.py": "from setuptools import setup\nsetup(install_requires=open('r.txt').read().split())\n"})
    assert not found.problems
    assert [note.message for note in found.notes] == ["asks for packages that only running it would tell"]
    assert found.provides("python-multipart") is None


def test_what_an_image_installs_by_name() -> None:
    text = (
        "FROM python:3.12\nRUN pip install --no-cache-dir -r x.txt fastapi==0.115.6 \\\n  'uvicorn[standard]' && ls\n"
    )
    found = stack({"Dockerfile": text, "requirements.txt": "httpx\n"})
    assert [
        (item.name, item.specifier, item.extras) for item in found.declared("fastapi") + found.declared("uvicorn")
    ] == [
        ("fastapi", "==0.115.6", ()),
        ("uvicorn", "", ("standard",)),
    ]
    assert marked(text, found.declared("fastapi")[0].location) == "fastapi==0.115.6"


TOX = """[tox]
envlist = py311

[testenv]
deps =
    pytest>=8
    py311: httpx==0.28.1  # for the client
    -rrequirements.txt
    {[base]deps}
    .[test]
commands = pytest
"""
NOX = """
import nox


@nox.session
def tests(session):
    session.install("pytest>=8", "-r", "requirements.txt", ".", "trio")
    session.install(*EXTRA)
    session.run("pytest", "httpx")
"""


def test_what_tox_and_nox_install_is_for_development() -> None:
    for path, text in (("tox.ini", TOX), ("noxfile.py", NOX)):
        found = stack({path: text, "requirements.txt": "fastapi\n"})
        asked = [item for item in found.requirements if item.group == "dev"]
        assert {item.name for item in asked} == {"pytest", "httpx" if path == "tox.ini" else "trio"}
        for item in asked:
            assert marked(text, item.location).startswith(item.name)
        assert found.provides("pytest") is True
        assert found.resolved("fastapi") is not None


def test_a_session_file_makes_no_project() -> None:
    assert not stacks({"tox.ini": TOX, "noxfile.py": NOX})
    assert stacks({"tox.ini": "[testenv\n", "requirements.txt": "fastapi\n"})[""].problems == ()


WHEEL = """Metadata-Version: 2.1
Name: My_Shop
Version: 1.0
Requires-Python: >=3.10
Requires-Dist: fastapi~=0.115.0
Requires-Dist: tomli>=2 ; python_version < "3.11"
Requires-Dist: uvicorn[standard] ; extra == "server"
Requires-Dist: asyncpg ; (sys_platform == "linux") and extra == 'db'

Requires-Dist: text
"""


def test_an_unpacked_wheel() -> None:
    found = stack({"my_shop-1.0.dist-info/METADATA": WHEEL, "my_shop/__init__.py": ""})
    assert (found.root, found.name, found.is_library) == ("", "my-shop", True)
    assert [(item.name, item.specifier, item.group, item.marker) for item in found.requirements] == [
        ("fastapi", "~=0.115.0", "", ""),
        ("tomli", ">=2", "", 'python_version < "3.11"'),
        ("uvicorn", "", "server", ""),
        ("asyncpg", "", "db", 'sys_platform == "linux"'),
    ]
    assert marked(WHEEL, found.requirements[0].location) == "fastapi~=0.115.0"
    assert found.python is not None
    assert found.python.specifier == ">=3.10"


def test_several_unpacked_wheels_are_an_environment_and_no_project() -> None:
    assert not stacks({"lib/a-1.0.dist-info/METADATA": WHEEL, "lib/b-1.0.dist-info/METADATA": WHEEL})


def test_requirements_that_a_conda_environment_includes() -> None:
    found = stack(
        {
            "environment.yml": "dependencies:\n  - fastapi=0.115.0\n  - pip:\n      - -r more/extra.txt\n"
            "      - --extra-index-url https://index.example/simple\n      - -e ./own\n      - httpx==0.27.2\n",
            "more/extra.txt": "sqlmodel==0.0.22\n",
        }
    )
    assert found.problems == ()
    assert {item.name: item.specifier for item in found.requirements if item.name} == {
        "fastapi": "==0.115.0.*",
        "httpx": "==0.27.2",
        "sqlmodel": "==0.0.22",
    }


def test_a_version_that_a_variable_tells_is_not_known() -> None:
    found = stack({"requirements.txt": "fastapi==${FASTAPI_VERSION}\nuvicorn[standard]>=${A}\n${ALL}\n"})
    assert found.problems == ()
    assert found.provides("fastapi") is True
    assert (found.resolved("fastapi"), found.resolved("uvicorn")) == (None, None)


def test_a_group_that_includes_one_that_is_not_there() -> None:
    text = '[dependency-groups]\nweb_dev = ["httpx"]\ndev = [{include-group = "Web.Dev"}, {include-group = "nope"}]\n'
    found = stack({"pyproject.toml": text})
    assert [item.message for item in found.problems] == ["`dev` includes the group `nope`, which is not there"]
    assert marked(text, found.problems[0].location) == '{include-group = "nope"}'
    assert sorted(item.group for item in found.requirements) == ["dev", "web_dev"]


def test_locks_of_rye_are_requirements_files() -> None:
    found = stack(
        {
            "pyproject.toml": '[project]\nname = "x"\nversion = "0"\ndependencies = ["fastapi>=0.110"]\n[tool.rye]\n',
            "requirements.lock": "# generated by rye\n-e file:.\nfastapi==0.111.0\nstarlette==0.37.2\n",
            "requirements-dev.lock": "-e file:.\nfastapi==0.111.0\nhttpx==0.27.0\n",
        }
    )
    resolved = found.resolved("fastapi")
    assert resolved is not None
    assert (resolved.version, resolved.exact, found.provides("httpx")) == ("0.111.0", True, True)
    assert found.problems == ()


def test_an_editable_dependency_of_pdm() -> None:
    text = '[project]\nname = "x"\nversion = "0"\n[tool.pdm.dev-dependencies]\n'
    found = stack({"pyproject.toml": f'{text}a = ["-e file:///${{PROJECT_ROOT}}/own#egg=own"]\n'})
    assert found.problems == ()
    assert [(item.name, item.group) for item in found.requirements] == [("own", "a")]


def test_extras_of_a_setup_cfg_that_name_other_ones() -> None:
    text = (
        "[metadata]\nname = shop\n[options.extras_require]\nredis =\n    redis>=5\nall =\n    %(redis)s\n    orjson\n"
    )
    found = stack({"setup.cfg": text})
    assert sorted((item.group, item.name) for item in found.requirements) == [
        ("all", "orjson"), ("all", "redis"), ("redis", "redis"),
    ]  # fmt: skip
    assert found.problems == ()
    broken = stack({"setup.cfg": text.replace("%(redis)s", "%(none)s")})
    assert [problem.message for problem in broken.problems] == ["`%(none)s` is no requirement"]
