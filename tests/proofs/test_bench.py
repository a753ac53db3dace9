"""Can the bench itself be trusted? It must report false claims, and reach the index as pip does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.environments import NoInterpreter, Recipe, choose
from bench.index import uv_environment
from bench.proof import FOLDER, met, read
from packaging.specifiers import SpecifierSet

PROOF = '''"""Two is {claim}.

defect = "{defect}"
environments = ["newest"]
"""

BAD = "value = 2"
GOOD = "value = 3"


def defect(program):
    assert program.load().value == 2


def fine(program):
    assert program.load().value == {good}
'''


def outcome(tmp_path: Path, bad: str, good: int) -> str | None:
    """What the runner says of a proof, run by this Python."""
    path = tmp_path / "two.py"
    path.write_text(PROOF.format(claim="even", defect="", good=good))
    jobs = json.dumps([{"name": "two", "path": str(path), "bad": bad, "good": True}])
    done = subprocess.run(
        [sys.executable, "-m", "bench.run"], input=jobs, cwd=FOLDER, capture_output=True, text=True, check=True
    )
    result: str | None = json.loads(done.stdout)["two"]
    return result


def test_true_claim_has_no_report(tmp_path: Path) -> None:
    assert outcome(tmp_path, "defect", 3) is None


def test_defect_that_shows_outside_its_gate_is_reported(tmp_path: Path) -> None:
    report = outcome(tmp_path, "fine", 3)
    assert report is not None
    assert report.startswith("BAD, expected: fine")


def test_good_program_that_fails_is_reported(tmp_path: Path) -> None:
    report = outcome(tmp_path, "defect", 4)
    assert report is not None
    assert report.startswith("GOOD, expected: fine")


@pytest.mark.parametrize(
    ("defect", "versions", "expected"),
    [
        ("", {}, True),
        ("fastapi<0.137", {"fastapi": "0.136.3"}, True),
        ("fastapi<0.137", {"fastapi": "0.137.0"}, False),
        ("fastapi<0.137", {}, False),
        ("no httpx", {"fastapi": "0.137.0"}, True),
        ("no httpx", {"httpx": "0.28.1"}, False),
        ("starlette>=1.2; no httpx2", {"starlette": "1.6.0"}, True),
        ("starlette>=1.2; no httpx2", {"starlette": "1.6.0", "httpx2": "2.0"}, False),
    ],
)
def test_conditions(tmp_path: Path, defect: str, versions: dict[str, str], expected: bool) -> None:
    path = tmp_path / "two.py"
    path.write_text(PROOF.format(claim="even", defect=defect, good=3))
    assert met(read(path).defect, versions) is expected


def test_first_recipe_that_a_python_here_can_install_is_chosen() -> None:
    never, always = Recipe(SpecifierSet("<2"), ("x",)), Recipe(SpecifierSet(">=3.10"), ("y",))
    assert choose("y", [never, always])[0] == always
    with pytest.raises(NoInterpreter, match="x needs Python <2"):
        choose("x", [never])


def test_uv_takes_the_index_and_certificates_of_pip() -> None:
    pip = {"index-url": "https://packages.example.com/simple", "extra-index-url": "file:///more", "cert": "/ca.pem"}
    variables = uv_environment(pip, {"PATH": "/bin", "PYTHONPATH": "/elsewhere"})
    assert variables["UV_DEFAULT_INDEX"] == "https://packages.example.com/simple"
    assert variables["UV_INDEX"] == "file:///more"
    assert variables["SSL_CERT_FILE"] == "/ca.pem"
    assert "PYTHONPATH" not in variables


def test_what_is_set_for_uv_wins_over_pip() -> None:
    pip = {"index-url": "https://packages.example.com/simple"}
    assert uv_environment(pip, {"UV_DEFAULT_INDEX": "https://own.example.com"})["UV_DEFAULT_INDEX"].startswith(
        "https://own"
    )
    assert "UV_DEFAULT_INDEX" not in uv_environment({}, {})
