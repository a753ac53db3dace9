"""`fastdoctor rules`: which rules there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from fastdoctor.catalogue import Rule, Selection, load_rules, select_rules
from fastdoctor.cli.completing import Selectors
from fastdoctor.cli.output import write_stdout
from fastdoctor.report.json_text import json_text

_COLUMNS = ("id", "category", "severity", "tier", "fix", "applies to")


@click.command("rules")
@click.option("--select", type=Selectors(), default="ALL", help="Only these: ids, categories, tiers.")
@click.option("--rules", "folders", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--output-format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(select: tuple[str, ...], folders: tuple[Path, ...], output: str) -> None:
    """List all rules: what they are about, how severe, in which tier, with which fix, for which versions."""
    rules = select_rules(load_rules(folders), Selection(select=select))
    write_stdout(json_text([_described(rule) for rule in rules]) if output == "json" else _table(rules))


def _described(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "category": rule.category,
        "severity": rule.severity,
        "tier": rule.tier,
        "fix": rule.declaration.fix,
        "applies": rule.declaration.applies or None,
        "cwe": rule.declaration.cwe,
        "summary": rule.page.summary,
    }


def _table(rules: Sequence[Rule]) -> str:
    rows = [_COLUMNS, *map(_row, rules)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    lines = ("  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "".join(f"{line.rstrip()}\n" for line in lines) + f"\n{len(rules)} rules\n"


def _row(rule: Rule) -> tuple[str, ...]:
    applies = rule.declaration.applies or "all versions"
    return (rule.id, rule.category, rule.severity, rule.tier, rule.declaration.fix or "-", applies)
