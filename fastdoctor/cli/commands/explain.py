"""`fastdoctor explain`: the page of a rule."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from fastdoctor.catalogue import Rule, load_rules, nearest
from fastdoctor.cli.completing import RuleId
from fastdoctor.cli.output import write_stdout
from fastdoctor.failure import Failure
from fastdoctor.report.presentation import ColourChoice, wants_colour


@click.command("explain")
@click.argument("rule_id", type=RuleId(), metavar="ID")
@click.option("--rules", "folders", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
def command(rule_id: str, folders: tuple[Path, ...], color: ColourChoice) -> None:
    """Print what the rule ID finds, why it matters and how the code should look."""
    rules = {rule.id: rule for rule in load_rules(folders)}
    if rule_id not in rules:
        suggestion = nearest(rule_id, rules)
        hint = f"did you mean {suggestion!r}?" if suggestion else "`fastdoctor rules` lists all"
        raise Failure(f"there is no rule {rule_id!r}; {hint}")
    rule = rules[rule_id]
    if wants_colour(color, os.environ, sys.stdout.isatty()):
        _print_markdown(rule)
    else:
        write_stdout(f"{rule.id}\n{'=' * len(rule.id)}\n\n{rule.page.text}\n{_facts(rule)}\n")


def _facts(rule: Rule) -> str:
    declaration = rule.declaration
    facts = [f"category {rule.category}", f"severity {rule.severity}", f"tier {rule.tier}"]
    facts.append(f"fix {declaration.fix}" if declaration.fix else "no fix")
    if declaration.applies:
        facts.append(f"applies to {declaration.applies}")
    if declaration.cwe:
        facts.append(f"CWE-{declaration.cwe}")
    return "; ".join(facts)


def _print_markdown(rule: Rule) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(force_terminal=True, file=sys.stdout)
    console.print(Markdown(f"# {rule.id}\n\n{rule.page.text}\n*{_facts(rule)}*"))
