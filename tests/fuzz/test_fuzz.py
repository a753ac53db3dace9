"""A short run of every target, the same cases each time; `python -m tests.fuzz` is the long one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.targets import TARGETS

CASES = 350
"""Of all targets together."""
SHARES = sum(share for _, _, share in TARGETS.values())


@pytest.mark.parametrize("name", TARGETS)
def test_no_crash_no_hang_no_escape(name: str) -> None:
    run, strategy, share = TARGETS[name]

    @settings(
        max_examples=max(CASES * share // SHARES, 5),
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy())
    def cases(case: object) -> None:
        run(case)

    cases()
