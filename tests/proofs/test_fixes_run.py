"""Do fixes cure? A proof's bad program, after the rule's own fixes, works on the real release like the good one."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from bench.environments import NoInterpreter, make, recipes
from bench.proof import FOLDER, Proof, met, proofs

from fastdoctor.catalogue import load_rules
from tests.proofs.test_rules_agree import files_of, pins, programs
from tests.repairs import repaired_files_of

RULES = {rule.id: rule for rule in load_rules()}
FIXING = [proof for proof in proofs() if proof.rule in RULES and RULES[proof.rule].declaration.fix]
OTHERWISE = {
    "pydantic/deprecated_pydantic_api": "what model_validate gives is not followed, so calls on it are not found",
    "security/cors_wildcard_credentials": "the good program lists origins, the fix takes the credentials away",
    "security/cors_wildcard_credentials__regex": "the same",
    "security/cors_origin_never_matches": "which scheme a bare host should have, only people know",
}
"""Proofs whose good program does more than the fix can: there the defect must be gone, and the program must load."""
GONE = """

def fine(program):
    program.load()
    try:
        defect(program)
    except (AssertionError, LookupError):
        return
    raise AssertionError("the defect still shows")
"""
Outcomes = dict[str, str | None]


def fixed_program(proof: Proof, name: str) -> str | dict[str, str]:
    """The bad program after all fixes of its rule in an environment, "" where they change nothing in it."""
    bad = programs(proof).BAD
    files = files_of(bad, name)
    made = repaired_files_of(files, tuple(RULES.values()), (proof.rule,))
    own = ["main.py"] if isinstance(bad, str) else [path for path in bad if not path.startswith("requirements")]
    changed = {path: str(made.contents[path]) for path in own}
    if all(changed[path] == files[path] for path in own):
        return ""
    return changed["main.py"] if isinstance(bad, str) else {**bad, **changed}


def cases() -> list[tuple[Proof, str]]:
    """The proofs and environments in which the bad program shows its defect, the good one works, and a fix is made."""
    found = []
    for proof in FIXING:
        for name in proof.environments:
            versions = {package: line.partition("==")[2] or "0" for package, line in pins(name).items()}
            if met(proof.defect, versions) and met(proof.good, versions) and fixed_program(proof, name):
                found.append((proof, name))
    return found


CASES = cases()


@pytest.fixture(scope="session")
def cured() -> dict[str, Outcomes]:
    """What was run so far, by environment."""
    return {}


def run_all(name: str, chosen: list[Proof], folder: Path) -> Outcomes:
    """Run each proof with its fixed program as the good one, in one process tree of the environment."""
    try:
        environment = make(name, recipes()[name])
    except NoInterpreter as reason:
        pytest.skip(str(reason))
    jobs = []
    for proof in chosen:
        file = folder / f"{name}-{proof.name.replace('/', '-')}.py"
        judge = GONE if proof.name in OTHERWISE else ""
        program = f"GOOD = {fixed_program(proof, name)!r}"
        file.write_text(f"{proof.path.read_text('utf-8')}\n\n{program}\n{judge}", "utf-8")
        jobs.append({"name": proof.name, "path": str(file), "bad": "defect", "good": True})
    done = subprocess.run(
        [str(environment.python), "-m", "bench.run"],
        input=json.dumps(jobs), cwd=FOLDER, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    outcomes: Outcomes = json.loads(done.stdout)
    return outcomes


@pytest.mark.slow
@pytest.mark.parametrize(("proof", "name"), CASES, ids=[f"{proof.name}@{name}" for proof, name in CASES])
def test_fixed_program_works(
    proof: Proof, name: str, cured: dict[str, Outcomes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    if name not in cured:
        chosen = [each for each, environment in CASES if environment == name]
        cured[name] = run_all(name, chosen, tmp_path_factory.mktemp("fixed"))
    problem = cured[name][proof.name]
    assert problem is None, f"{proof.claim}\nin {name}, fixed: {fixed_program(proof, name)}\n{problem}"


def test_there_are_fixes_to_run() -> None:
    assert len({proof.rule for proof, _ in CASES}) >= 12
