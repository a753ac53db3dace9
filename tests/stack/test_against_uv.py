"""Resolved versions are those that uv installs for the same requirements."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proofs.bench.index import current_uv_environment
from tests.stack.compare_with_uv import for_production, resolved_by_uv, verdict
from tests.stack.reading import stack

CAPS = "fastapi<=0.165.0\nstarlette<=1.10.0\npydantic<=2.14.3\nuvicorn<=0.54.0\nhttpx<=0.28.1\nsqlmodel<=0.0.50\n"
"""What was newest when the data was written: later releases are not known."""
SAMPLE = [
    ("fastapi\n", "3.13"),
    ("fastapi\n", "3.9"),
    ("fastapi\npydantic<2\n", "3.11"),
    ("fastapi\nstarlette==0.41.3\n", "3.12"),
    ("fastapi==0.115.0\n", "3.12"),
    ("fastapi[standard]>=0.111,<0.120\n", "3.11"),
    ("fastapi>=0.95,<0.100\nuvicorn[standard]\n", "3.9"),
    ("fastapi~=0.109.0\npydantic[email]==2.6.*\n", "3.10"),
    ("sqlmodel==0.0.14\nfastapi<0.110\n", "3.11"),
    ("fastapi==0.103.2\nhttpx<0.25\n", "3.8"),
    ('fastapi==0.99.1 ; python_version < "3.10"\nfastapi==0.110.0 ; python_version >= "3.10"\n', "3.11"),
    ("fastapi>=0.128\nstarlette<1\n", "3.12"),
]

PROJECTS = [
    ('dependencies = ["fastapi[standard]>=0.115,<0.130"]', 'dev = ["httpx==0.27.0", "pytest"]', "3.12"),
    ('dependencies = ["fastapi>=0.100,<0.126", "pydantic[email]>=2.6,<2.9"]', 'dev = ["starlette<0.30"]', "3.11"),
    ('dependencies = ["starlette>=0.40,<1", "uvicorn[standard]==0.34.*"]', 'dev = ["fastapi<0.100"]', "3.10"),
    ('dependencies = ["fastapi-users==14.0.1", "fastapi<0.130"]', 'dev = ["uvicorn<0.20"]', "3.12"),
    ('dependencies = ["sqlmodel>=0.0.22", "pydantic-settings>=2.3", "fastapi<=0.120"]', "dev = []", "3.9"),
    ('dependencies = ["fastapi~=0.116.0 ; python_version >= \'3.9\'", "httpx"]', 'dev = ["httpx<0.27"]', "3.13"),
    ('dependencies = ["fastapi[all]==0.131.*"]', 'dev = ["orjson"]', "3.11"),
    ('dependencies = ["fastapi", "pydantic<2"]', "dev = []", "3.11"),
]
"""Dependencies and a development group of a pyproject.toml: the group must not move what production gets."""


def uv_says(text: str, python: str, folder: Path) -> dict[str, str]:
    (folder / "constraints.txt").write_text(CAPS)
    command = [sys.executable, "-m", "uv", "pip", "compile", "-", "--no-header", "--no-annotate", "--quiet"]
    command += ["--constraint", str(folder / "constraints.txt")]
    command += ["--python-version", python, "--python-platform", "linux", "--no-build"]
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, check=True, env=current_uv_environment(), timeout=120
    )
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==(\S+)", done.stdout, re.MULTILINE))


@pytest.mark.slow
@pytest.mark.parametrize(("text", "python"), SAMPLE)
def test_uv_installs_the_same(text: str, python: str, tmp_path: Path) -> None:
    expected = uv_says(text, python, tmp_path)
    files = {"requirements.txt": f"{text}-c constraints.txt\n", "constraints.txt": CAPS, ".python-version": python}
    found = stack({**files})
    for package in ("fastapi", "starlette", "pydantic", "uvicorn", "sqlmodel"):
        resolved = found.resolved(package)
        if package in expected:
            assert resolved is not None
            assert resolved.version == expected[package], package
    for package in ("python-multipart", "uvicorn", "email-validator", "jinja2", "itsdangerous"):
        assert found.provides(package) is (package in expected), package


@pytest.mark.slow
@pytest.mark.parametrize(("dependencies", "groups", "python"), PROJECTS)
def test_uv_installs_the_same_for_production(dependencies: str, groups: str, python: str, tmp_path: Path) -> None:
    text = f'[project]\nname = "shop"\nversion = "1"\n{dependencies}\n\n[dependency-groups]\n{groups}\n'
    (tmp_path / "pyproject.toml").write_text(text)
    expected = resolved_by_uv(tmp_path, "pyproject.toml", python, 120)
    found = stack({"pyproject.toml": text, ".python-version": python})
    assert verdict(for_production(found), expected, python) == "same"
