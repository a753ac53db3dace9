"""What the shell may complete: names of rules, categories and tiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Selectors(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.4
    """One or more selectors, separated by commas."""

    name = "selectors"

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The selectors of one option; they are checked against the catalogue when it is loaded."""
        if isinstance(value, tuple):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """What the part after the last comma may become."""
        from click.shell_completion import CompletionItem

        from fastdoctor.catalogue import ALL, load_rules
        from fastdoctor.finding import TIERS

        before, comma, last = incomplete.rpartition(",")
        rules = load_rules()
        names = sorted({ALL, *TIERS, *(rule.category for rule in rules), *(rule.id for rule in rules)})
        return [CompletionItem(f"{before}{comma}{name}") for name in names if name.startswith(last)]


class RuleId(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.4
    """The id of one rule."""

    name = "id"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The ids that begin so."""
        from click.shell_completion import CompletionItem

        from fastdoctor.catalogue import load_rules

        return [CompletionItem(rule.id) for rule in load_rules() if rule.id.startswith(incomplete)]
