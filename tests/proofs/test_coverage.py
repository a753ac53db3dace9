"""Does every rule have a proof, or a stated reason why none can be run?"""

from __future__ import annotations

import pytest
from bench.proof import proofs

from fastdoctor.catalogue import load_rules

PROVEN = {proof.rule: proof.path.parent.name for proof in proofs()}


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: f"{rule.category}/{rule.id}")
def test_rule_has_a_proof_or_a_reason(rule) -> None:  # type: ignore[no-untyped-def]
    reason = rule.declaration.proof
    assert (rule.id in PROVEN) != bool(reason), "state proof=REASON or add tests/proofs/CATEGORY/ID.py, not both"
    assert PROVEN.get(rule.id, rule.category) == rule.category, "the proof stands in another category than the rule"
