"""The one decorator under a rule's page: what is known of a rule before it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from fastdoctor.finding import Finding, Severity, Tier

if TYPE_CHECKING:
    from fastdoctor.project import Project

Check = Callable[["Project"], Iterable[Finding]]
FixKind = Literal["safe", "unsafe"]


class Declaration(Struct, frozen=True):
    """What the decorator in a rule file states.

    `applies` is a requirement ("fastapi>=0.131") that the project's resolved versions must provably satisfy, else
    the rule does not run; several are joined by commas between packages ("fastapi>=0.118; starlette<1").
    `cwe` is the number of the weakness; it makes the rule a security rule in SARIF. `proof` is the reason why no
    program under tests/proofs shows the claim ("" where one does).
    """

    check: Check
    severity: Severity
    tier: Tier = "default"
    fix: FixKind | None = None
    applies: str = ""
    cwe: int | None = None
    proof: str = ""


def rule(
    *,
    severity: Severity,
    tier: Tier = "default",
    fix: FixKind | None = None,
    applies: str = "",
    cwe: int | None = None,
    proof: str = "",
) -> Callable[[Check], Declaration]:
    """Declare the function below as the check of this file's rule; see `Declaration` for the arguments."""

    def declare(check: Check) -> Declaration:
        return Declaration(check, severity, tier, fix, applies, cwe, proof)

    return declare
