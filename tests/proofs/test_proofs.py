"""Do the claims of the rules hold on the real releases? Each proof runs in each environment that it names."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from bench.environments import Environment, NoInterpreter, make, recipes
from bench.proof import FOLDER, Proof, met, proofs

PROOFS = proofs()
RECIPES = recipes()
CASES = [(proof, name) for proof in PROOFS for name in proof.environments]

Outcomes = dict[str, str | None]


@pytest.fixture(scope="session")
def outcomes(request: pytest.FixtureRequest) -> dict[str, Outcomes]:
    """What was run so far, by environment; `outcomes_of` fills it."""
    return {}


def outcomes_of(environment: Environment, chosen: list[Proof]) -> Outcomes:
    """Run all chosen proofs in one process tree of the environment."""
    jobs = [
        {
            "name": proof.name,
            "path": str(proof.path),
            "bad": "defect" if met(proof.defect, environment.versions) else "fine",
            "good": met(proof.good, environment.versions),
        }
        for proof in chosen
    ]
    done = subprocess.run(
        [str(environment.python), "-m", "bench.run"],
        input=json.dumps(jobs), cwd=FOLDER, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    result: Outcomes = json.loads(done.stdout)
    return result


@pytest.mark.slow
@pytest.mark.parametrize(("proof", "name"), CASES, ids=[f"{proof.name}@{name}" for proof, name in CASES])
def test_claim_holds(proof: Proof, name: str, outcomes: dict[str, Outcomes], request: pytest.FixtureRequest) -> None:
    if name not in outcomes:
        try:
            environment = make(name, RECIPES[name])
        except NoInterpreter as reason:
            pytest.skip(str(reason))
        calls = [item.callspec.params for item in request.session.items if item.function is test_claim_holds]
        outcomes[name] = outcomes_of(environment, [each["proof"] for each in calls if each["name"] == name])
    problem = outcomes[name][proof.name]
    assert problem is None, f"{proof.claim}\nin {name}: {problem}"


def test_every_program_below_this_folder_is_a_proof() -> None:
    files = {path for path in FOLDER.rglob("*.py") if "bench" not in path.parts and path.parent != FOLDER}
    assert {proof.path for proof in PROOFS} == files
    assert len(PROOFS) >= 30


@pytest.mark.parametrize("proof", PROOFS, ids=lambda proof: proof.name)
def test_proof_is_tried_on_the_newest_release_and_on_both_sides_of_its_gate(proof: Proof) -> None:
    unknown = set(proof.environments) - set(RECIPES)
    assert not unknown, f"environments.toml has no {sorted(unknown)}"
    assert any(name.startswith("newest") for name in proof.environments)
    if proof.defect:
        versions = [declared_versions(name) for name in proof.environments]
        assert {met(proof.defect, each) for each in versions} == {True, False}, f"{proof.defect} on {versions}"


def declared_versions(name: str) -> dict[str, str]:
    """The versions that the preferred recipe of an environment pins ("0" where it takes any)."""
    pinned = [line.partition("==") for line in (*RECIPES[name][0].install, *RECIPES[name][0].force)]
    return {package.partition("[")[0]: version or "0" for package, _, version in pinned}


def test_claim_without_environments_names_the_file(tmp_path: Path) -> None:
    from bench.proof import read

    path = tmp_path / "broken.py"
    path.write_text('"""A claim.\n\ndefect = ""\n"""\n')
    with pytest.raises(ValueError, match=r"broken\.py"):
        read(path)
