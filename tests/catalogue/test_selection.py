"""Which rules a selection runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastdoctor.catalogue import Rule, Selection, UnknownSelector, select_rules
from fastdoctor.declaration import Declaration
from fastdoctor.finding import Tier


def rule(name: str, category: str, tier: Tier) -> Rule:
    return Rule(name, category, Path("x.py"), "", Declaration(lambda project: (), "error", tier))


RULES = (
    rule("open-door", "security", "default"),
    rule("weak-lock", "security", "strict"),
    rule("ugly-path", "routing", "pedantic"),
    rule("lost-route", "routing", "default"),
)


def selected(**arguments: tuple[str, ...]) -> list[str]:
    return [rule.id for rule in select_rules(RULES, Selection(**arguments))]


def test_the_default_tier_runs_without_being_asked() -> None:
    assert selected() == ["open-door", "lost-route"]


def test_select_replaces_and_extend_select_adds() -> None:
    assert selected(select=("security",)) == ["open-door", "weak-lock"]
    assert selected(extend_select=("strict",)) == ["open-door", "weak-lock", "lost-route"]
    assert selected(select=("ALL",)) == ["open-door", "weak-lock", "ugly-path", "lost-route"]
    assert selected(select=()) == []


def test_ignore_removes() -> None:
    assert selected(ignore=("security",)) == ["lost-route"]
    assert selected(select=("ALL",), ignore=("pedantic", "open-door")) == ["weak-lock", "lost-route"]


def test_an_id_beats_the_ignoring_of_its_category_but_not_of_itself() -> None:
    assert selected(extend_select=("weak-lock",), ignore=("security",)) == ["weak-lock", "lost-route"]
    assert selected(extend_select=("weak-lock",), ignore=("weak-lock",)) == ["open-door", "lost-route"]


@pytest.mark.parametrize("name", ["open_door", "open-dor", "opendoor"])
def test_an_unknown_name_gets_a_suggestion(name: str) -> None:
    with pytest.raises(UnknownSelector, match="did you mean 'open-door'"):
        selected(select=(name,))


def test_an_unknown_name_like_nothing() -> None:
    with pytest.raises(UnknownSelector, match="fastdoctor rules"):
        selected(ignore=("qqqq",))
