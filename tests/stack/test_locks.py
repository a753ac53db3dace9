"""What each kind of lock holds, and where it says so."""

from __future__ import annotations

import pytest

from tests.stack.reading import marked, stack, stacks

UV = """version = 1
requires-python = ">=3.10"

[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "fastapi" }]

[[package]]
name = "FastAPI"
version = "0.115.6"
source = { registry = "https://packages.example.com/simple" }
dependencies = [
    { name = "starlette" },
]

[[package]]
name = "starlette"
version = "0.41.3"
source = { registry = "https://packages.example.com/simple" }
"""
POETRY = """[[package]]
name = "fastapi"
version = "0.115.6"
description = "a"
optional = false
groups = ["main"]
files = []

[package.dependencies]
starlette = ">=0.40.0,<0.42.0"

[[package]]
name = "starlette"
version = "0.41.3"
groups = ["main", "dev"]

[metadata]
lock-version = "2.1"
python-versions = ">=3.10"
"""
PDM = """[metadata]
groups = ["default"]

[[package]]
name = "fastapi"
version = "0.115.6"
groups = ["default"]
dependencies = ["starlette<0.42.0,>=0.40.0"]

[[package]]
name = "starlette"
version = "0.41.3"
groups = ["default"]
"""
PYLOCK = """lock-version = "1.0"
[[packages]]
name = "fastapi"
version = "0.115.6"
[[packages]]
name = "starlette"
version = "0.41.3"
"""
PIPFILE = """{
    "_meta": {"pipfile-spec": 6},
    "default": {
        "fastapi": {"hashes": [], "version": "==0.115.6", "markers": "python_version >= '3.8'"},
        "starlette": {"version": "==0.41.3"}
    },
    "develop": {"pytest": {"version": "==8.0.0"}}
}
"""
PIXI = """version: 6
packages:
- pypi: https://packages.example.com/aa/fastapi-0.115.6-py3-none-any.whl
  name: fastapi
  version: 0.115.6
- conda: https://packages.example.com/noarch/starlette-0.41.3-pyha_0.conda
"""
LOCKS = {
    "uv.lock": (UV, 'version = "0.115.6"'),
    "poetry.lock": (POETRY, 'version = "0.115.6"'),
    "pdm.lock": (PDM, 'version = "0.115.6"'),
    "pylock.toml": (PYLOCK, 'version = "0.115.6"'),
    "Pipfile.lock": (PIPFILE, '"version": "==0.115.6"'),
    "pixi.lock": (PIXI, "0.115.6"),
}


@pytest.mark.parametrize("path", sorted(LOCKS))
def test_a_lock_names_its_versions_and_places(path: str) -> None:
    text, place = LOCKS[path]
    found = stack({path: text})
    assert found.problems == ()
    fastapi, starlette = found.resolved("fastapi"), found.resolved("starlette")
    assert fastapi is not None
    assert starlette is not None
    assert (fastapi.version, fastapi.exact, fastapi.source) == ("0.115.6", True, "lock")
    assert starlette.version == "0.41.3"
    assert fastapi.location is not None
    assert marked(text, fastapi.location) == place
    assert found.provides("fastapi") is True
    assert found.provides("python-multipart") is False


def test_a_lock_beats_the_manifest() -> None:
    found = stack({"uv.lock": UV, "pyproject.toml": '[project]\nname = "app"\ndependencies = ["fastapi>=0.100"]\n'})
    assert found.satisfies("fastapi==0.115.6; starlette<0.42")
    assert not found.satisfies("fastapi>=0.116")


FORKED = """version = 1
[[package]]
name = "fastapi"
version = "0.103.2"
resolution-markers = ["python_full_version < '3.8'"]
[[package]]
name = "fastapi"
version = "0.115.6"
resolution-markers = ["python_full_version >= '3.8'"]
"""


def test_a_fork_counts_as_far_as_it_holds_on_the_projects_python() -> None:
    assert stack({"uv.lock": FORKED, ".python-version": "3.7"}).satisfies("fastapi==0.103.2")
    assert stack({"uv.lock": FORKED, ".python-version": "3.12"}).satisfies("fastapi==0.115.6")
    both = FORKED.replace("< '3.8'", "< '3.13'").replace(">= '3.8'", ">= '3.8'")
    found = stack({"uv.lock": both, ".python-version": "3.12"})
    assert found.candidates("fastapi") == {"0.103.2", "0.115.6"}
    assert found.satisfies("fastapi>=0.103")
    assert not found.satisfies("fastapi>=0.115")


WORKSPACE = """version = 1
[[package]]
name = "root"
version = "0"
source = { virtual = "." }
[[package]]
name = "api"
version = "0"
source = { editable = "packages/api" }
dependencies = [{ name = "fastapi" }]
[[package]]
name = "worker"
version = "0"
source = { editable = "packages/worker" }
dependencies = [{ name = "httpx" }]
[[package]]
name = "fastapi"
version = "0.115.6"
[[package]]
name = "httpx"
version = "0.28.1"
"""


def test_members_of_a_workspace_share_its_lock_but_not_their_packages() -> None:
    found = stacks(
        {
            "pyproject.toml": '[project]\nname = "root"\n[tool.uv.workspace]\nmembers = ["packages/*"]\n',
            "uv.lock": WORKSPACE,
            "packages/api/pyproject.toml": '[project]\nname = "api"\ndependencies = ["fastapi"]\n',
            "packages/worker/pyproject.toml": '[project]\nname = "worker"\ndependencies = ["httpx"]\n',
            "other/requirements.txt": "fastapi==0.99.0\n",
        }
    )
    assert sorted(found) == ["", "other", "packages/api", "packages/worker"]
    assert found["packages/api"].satisfies("fastapi==0.115.6")
    assert found["packages/api"].provides("httpx") is False
    assert found["packages/worker"].provides("fastapi") is False
    assert found["packages/worker"].satisfies("httpx==0.28.1")
    assert found["other"].satisfies("fastapi==0.99.0")


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("uv.lock", "version = 7\n", "is a uv.lock of format 7, which this release does not know"),
        ("pylock.toml", 'lock-version = "2.0"\n', "is a pylock of format 2.0, which this release does not know"),
        (
            "Pipfile.lock",
            '{"_meta": {"pipfile-spec": 9}}',
            "is a Pipfile.lock of format 9, which this release does not know",
        ),
    ],
)
def test_a_lock_of_an_unknown_format_proves_nothing(path: str, text: str, message: str) -> None:
    found = stack({path: text})
    assert [problem.message for problem in found.problems] == [message]
    assert found.provides("fastapi") is None


FILES = """\
wheels = [
    { url = "https://packages.example.com/a-1-py3-none-any.whl", hash = "sha256:0a", size = 10 },
    { url = "https://packages.example.com/a-2-py3-none-any.whl", hash = "sha256:0b" },
]
"""


def test_the_files_of_packages_change_neither_what_is_locked_nor_where_it_stands() -> None:
    listing = UV.replace('version = "0.115.6"\n', f'version = "0.115.6"\n{FILES}')
    found, bare = stack({"uv.lock": listing}), stack({"uv.lock": UV})
    assert {name: found.resolved(name) for name in ("fastapi",)} == {"fastapi": bare.resolved("fastapi")}
    starlette = found.resolved("starlette")
    assert starlette is not None
    assert starlette.location is not None
    assert marked(listing, starlette.location) == 'version = "0.41.3"'


@pytest.mark.parametrize("broken", [FILES.replace('0b" }', "0b }"), f"{FILES}name =\n", FILES.replace("]", "")])
def test_what_is_wrong_in_and_below_the_files_of_a_package_is_told_with_its_line(broken: str) -> None:
    import tomli

    text = f"[[package]]\nname = 'a'\n{broken}[[package]]\nname = 'b'\n"
    with pytest.raises(tomli.TOMLDecodeError) as problem:
        tomli.loads(text)
    (told,) = stack({"uv.lock": text}).problems
    assert f"at line {told.location.region.start_line}, " in str(problem.value)
