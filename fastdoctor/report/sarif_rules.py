"""A rule as SARIF describes it."""

from __future__ import annotations

from typing import Any

from fastdoctor.catalogue import Rule
from fastdoctor.finding import Severity, Tier
from fastdoctor.report.addresses import address_of_rule

_LONGEST = 1024
"""Characters that GitHub takes of a description."""
_PRECISION: dict[Tier, str] = {"default": "high", "strict": "medium", "pedantic": "low"}
_PROBLEM: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "recommendation"}
_SCORE: dict[Severity, str] = {"error": "8.0", "warning": "5.5", "note": "2.5"}
"""GitHub's security-severity: 7.0 to 8.9 is high, 4.0 to 6.9 medium, below low."""


def sarif_rule(rule: Rule) -> dict[str, Any]:
    """The reportingDescriptor of a rule."""
    page = rule.page
    summary = sentence(page.summary)
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": summary[:_LONGEST]},
        "fullDescription": {"text": _shortened(sentence(" ".join(page.why.split())))},
        "help": {"text": page.text, "markdown": _markdown(page.text)},
        "helpUri": address_of_rule(rule),
        "defaultConfiguration": {"level": rule.severity},
        "properties": _properties(rule),
    }


def sentence(text: str) -> str:
    """The text with the full stop that SARIF asks for."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _properties(rule: Rule) -> dict[str, Any]:
    cwe = rule.declaration.cwe
    tags = [rule.category, "fastapi", rule.tier]
    properties: dict[str, Any] = {"precision": _PRECISION[rule.tier], "problem.severity": _PROBLEM[rule.severity]}
    if cwe is not None:
        tags = sorted({*tags, "security", f"external/cwe/cwe-{cwe:03}"})
        properties["security-severity"] = _SCORE[rule.severity]
    return {"tags": tags, **properties}


def _markdown(page: str) -> str:
    """The page with its first line as heading."""
    summary, _, rest = page.partition("\n")
    return f"# {summary}\n{rest}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2].rstrip()}…."
