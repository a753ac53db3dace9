"""Does each rule say what running showed? Found where a proof's defect happens, silent elsewhere."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
from bench.environments import recipes
from bench.proof import Proof, met, proofs

from fastdoctor.catalogue import load_rules
from fastdoctor.doctor import check_texts

RULES = {rule.id: rule for rule in load_rules()}
PROOFS = [proof for proof in proofs() if proof.rule in RULES]
CASES = [(proof, name) for proof in PROOFS for name in proof.environments]


def programs(proof: Proof) -> ModuleType:
    """The proof's own module: its texts are values, nothing of the framework is imported."""
    spec = importlib.util.spec_from_file_location(f"proof_{proof.path.stem}", proof.path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pins(name: str) -> dict[str, str]:
    """What the preferred recipe of an environment installs, by package: a requirement each."""
    recipe = recipes()[name][0]
    return {line.partition("==")[0].partition("[")[0]: line for line in (*recipe.install, *recipe.force)}


SERVER = "from fastapi import FastAPI\n\nimport main\n\napp = FastAPI()\n"


def files_of(program: str | dict[str, str], name: str) -> dict[str, str]:
    """The program, with a manifest that pins the environment and an application where it brings none."""
    files = {"main.py": program} if isinstance(program, str) else dict(program)
    files = {path: text.lstrip("\n") for path, text in files.items()}
    server = {} if "FastAPI(" in "".join(files.values()) else {"server.py": SERVER}
    return {"requirements.txt": "\n".join([*pins(name).values(), ""]), **server, **files}


def states_its_packages(program: str | dict[str, str]) -> bool:
    """Whether the program itself says what is installed, whatever the environment has."""
    return not isinstance(program, str) and any(path.startswith("requirements") for path in program)


def messages(proof: Proof, program: str | dict[str, str], name: str) -> list[str]:
    """What the proof's rule says of a program."""
    result = check_texts(files_of(program, name), tuple(RULES.values()), (proof.rule,))
    return [finding.message for finding in result.findings if finding.rule == proof.rule]


@pytest.mark.parametrize(("proof", "name"), CASES, ids=[f"{proof.name}@{name}" for proof, name in CASES])
def test_rule_says_what_running_showed(proof: Proof, name: str) -> None:
    module = programs(proof)
    versions = {package: line.partition("==")[2] or "0" for package, line in pins(name).items()}
    if met(proof.defect, versions):
        assert messages(proof, module.BAD, name), "running it shows the defect, and the rule is silent"
    elif not states_its_packages(module.BAD):
        assert not messages(proof, module.BAD, name), "running it shows no defect, and the rule speaks"
    if met(proof.good, versions):
        assert not messages(proof, module.GOOD, name), "the good program works, and the rule speaks"
