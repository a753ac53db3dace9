"""The catalogue as it was last read: the rule files are only run when a rule is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from fastdoctor.cache.store import Store
from fastdoctor.catalogue import Rule
from fastdoctor.catalogue.loading import deferred_check
from fastdoctor.catalogue.own import own_rules
from fastdoctor.declaration import Declaration, FixKind
from fastdoctor.finding import SEVERITIES, TIERS


def remembered_rules(store: Store, tool: str, load: Callable[[], tuple[Rule, ...]]) -> tuple[Rule, ...]:
    """The rules that `load` gives, from the store if this very state of the tool and its rules kept them there."""
    name = f"rules-{tool}"
    try:
        return _rules_from(store.read(name))
    except (TypeError, ValueError):
        rules = load()
    own = {rule.id for rule in own_rules()}
    store.write(name, [_data(rule) for rule in rules if rule.id not in own])
    return rules


def _data(rule: Rule) -> list[Any]:
    declared = rule.declaration
    facts = [declared.severity, declared.tier, declared.fix, declared.applies, declared.cwe, declared.proof]
    return [rule.id, rule.category, str(rule.file), rule.docstring, *facts]


def _rules_from(data: object) -> tuple[Rule, ...]:
    """The rules that became this data; raises TypeError and ValueError for anything else."""
    if not isinstance(data, list) or not data:
        raise TypeError
    rules = (*map(_rule_from, data), *own_rules())
    return tuple(sorted(rules, key=lambda rule: (rule.category, rule.id)))


def _rule_from(data: list[Any]) -> Rule:
    identity, category, file, docstring, severity, tier, fix, applies, cwe, proof = data
    texts = (identity, category, file, docstring, applies, proof)
    known = severity in SEVERITIES and tier in TIERS and fix in (None, *get_args(FixKind))
    if not known or not all(isinstance(text, str) for text in texts) or not isinstance(cwe, (int, type(None))):
        raise ValueError
    check = deferred_check(Path(file))
    return Rule(identity, category, Path(file), docstring, Declaration(check, severity, tier, fix, applies, cwe, proof))
