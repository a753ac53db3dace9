"""`explain`, `rules` and `completion`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from fastdoctor.catalogue import load_rules
from tests.conftest import ROOT, Run


def test_explain_prints_the_page(fastdoctor: Run) -> None:
    done = fastdoctor("explain", "unused-suppression")
    assert done.returncode == 0
    page = next(rule.page for rule in load_rules() if rule.id == "unused-suppression")
    assert page.text in done.stdout
    assert "category suppression; severity warning; tier default; fix safe" in done.stdout
    assert "\x1b" not in done.stdout


def test_every_rule_is_listed(fastdoctor: Run) -> None:
    lines = fastdoctor("rules").stdout.splitlines()
    rules = load_rules()
    assert [line.split()[0] for line in lines[1 : len(rules) + 1]] == [rule.id for rule in rules]
    assert lines[-1] == f"{len(rules)} rules"


def test_rules_as_json(fastdoctor: Run, rules: Path) -> None:
    arguments = ("rules", "--rules", rules, "--select", "doors,unused-suppression", "--output-format", "json")
    assert json.loads(fastdoctor(*arguments).stdout) == [
        {
            "id": "open-door",
            "category": "doors",
            "severity": "warning",
            "tier": "default",
            "fix": None,
            "applies": None,
            "cwe": 306,
            "summary": "The door is open",
        },
        {
            "id": "unused-suppression",
            "category": "suppression",
            "severity": "warning",
            "tier": "default",
            "fix": "safe",
            "applies": None,
            "cwe": None,
            "summary": "A suppression comment suppresses nothing",
        },
    ]


def test_completion_scripts(fastdoctor: Run) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_FASTDOCTOR_COMPLETE" in fastdoctor("completion", shell).stdout


def completed(*words: str) -> list[str]:
    """What bash would offer for the last word."""
    asked = {"_FASTDOCTOR_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-c", "from fastdoctor.cli.main import cli; cli(prog_name='fastdoctor')"],
        env={**os.environ, "PYTHONPATH": str(ROOT), **asked},
        capture_output=True,
        encoding="utf-8",
    )
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_what_the_shell_offers() -> None:
    assert "check" in completed("fastdoctor", "che")
    assert "unused-suppression" in completed("fastdoctor", "explain", "unused")
    assert completed("fastdoctor", "check", "--select", "strict,supp") == ["strict,suppression"]
    assert completed("fastdoctor", "check", "--output-format", "sa") == ["sarif"]
