"""Is the static route table the one of the running application? Asked of applications from the package index."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import tomli
from bench.environments import Environment, Recipe, make
from packaging.specifiers import SpecifierSet

from tests.conftest import Run
from tests.live.comparison import best, compare, operations

FOLDER = Path(__file__).parent
APPLICATIONS: dict[str, dict[str, Any]] = tomli.loads((FOLDER / "applications.toml").read_text("utf-8"))


def environment_of(name: str) -> Environment:
    """What requirements/NAME.txt pins, installed."""
    pinned = (FOLDER / "requirements" / f"{name}.txt").read_text("utf-8").splitlines()
    return make(f"live-{name}", [Recipe(SpecifierSet(">=3.10,<3.14"), tuple(pinned))])


def running_table(environment: Environment, application: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What the imported application says of itself."""
    done = subprocess.run(
        [str(environment.python), str(FOLDER / "dump_routes.py"), application["target"]],
        cwd=folder, env={**os.environ, **application.get("variables", {})}, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    table: dict[str, Any] = json.loads(done.stdout)
    return table


@pytest.mark.slow
@pytest.mark.parametrize("name", APPLICATIONS)
def test_static_table_is_the_running_one(name: str, tmp_path: Path, fastdoctor: Run) -> None:
    application = APPLICATIONS[name]
    environment = environment_of(name)
    working, source = tmp_path / "working", tmp_path / "source"
    working.mkdir()
    real = running_table(environment, application, working)
    for package in application["packages"]:
        shutil.copytree(Path(real["site"], package), source / package)
    variables = [word for pair in application.get("variables", {}).items() for word in ("--env", "=".join(pair))]
    home = environment.python.parent.parent
    done = fastdoctor("routes", source, "--isolated", "--environment", home, *variables, "--output-format", "json")
    assert done.returncode == 0, done.stderr

    own = tuple(str(Path(real["site"], package)) + os.sep for package in application["packages"])
    running = operations(route for route in real["routes"] if route["file"].startswith(own))
    assert sum(map(len, running.values())) == application["operations"]
    difference = compare(real, best(real, json.loads(done.stdout)["applications"]), own)
    assert not difference, f"\n{difference}"
