"""Which rules of the catalogue run: ids, categories, tiers and ALL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from fastdoctor.catalogue.rule import Rule
from fastdoctor.failure import Failure
from fastdoctor.finding import TIERS

ALL = "ALL"


class UnknownSelector(Failure):
    """A selector that names nothing; `suggestion` is the nearest name or ""."""

    def __init__(self, selector: str, suggestion: str) -> None:
        self.selector, self.suggestion = selector, suggestion
        hint = f"; did you mean {suggestion!r}?" if suggestion else "; `fastdoctor rules` lists them"
        super().__init__(f"there is no rule, category or tier {selector!r}{hint}")


class Selection(Struct, frozen=True):
    """What to run: `select` None means the tier `default`; `extend_select` adds, `ignore` removes at the end.

    A rule that is asked for by its own id stays although its category or tier is ignored.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def select_rules(rules: Sequence[Rule], selection: Selection) -> tuple[Rule, ...]:
    """The rules to run, in the order of the catalogue; raises UnknownSelector."""
    wanted = (*(("default",) if selection.select is None else selection.select), *selection.extend_select)
    require_known(rules, (*wanted, *selection.ignore))
    return tuple(
        rule
        for rule in rules
        if matches(rule, wanted)
        and (not matches(rule, selection.ignore) or (rule.id in wanted and rule.id not in selection.ignore))
    )


def matches(rule: Rule, selectors: Iterable[str]) -> bool:
    """Whether any of the selectors names the rule."""
    return not {ALL, rule.tier, rule.category, rule.id}.isdisjoint(selectors)


def require_known(rules: Sequence[Rule], selectors: Iterable[str]) -> None:
    """Raise UnknownSelector for the first selector that names nothing."""
    known = {ALL, *TIERS, *(rule.category for rule in rules), *(rule.id for rule in rules)}
    for selector in selectors:
        if selector not in known:
            raise UnknownSelector(selector, nearest(selector, known))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like a misspelled one, or ""."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name.replace("_", "-"), sorted(known), n=1, cutoff=0.6)), "")
