"""What the tool knows of one rule: its identity, its declaration and its page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

from fastdoctor.catalogue.page import InvalidPage, Page, parse_page
from fastdoctor.declaration import Declaration
from fastdoctor.failure import Failure
from fastdoctor.finding import Severity, Tier


class BrokenRule(Failure):
    """A rule file that cannot be used; the message names the file and what to do."""

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(f"the rule file {file} {problem}")


class Rule(Struct, frozen=True):
    """A rule of the catalogue: `category` is its folder, `id` its file name in kebab case."""

    id: str
    category: str
    file: Path
    docstring: str
    declaration: Declaration

    @property
    def severity(self) -> Severity:
        """What happens to the user, unless a finding or the configuration says otherwise."""
        return self.declaration.severity

    @property
    def tier(self) -> Tier:
        """Whether the rule runs without being asked for."""
        return self.declaration.tier

    @property
    def page(self) -> Page:
        """The parsed docstring; raises BrokenRule."""
        return _page(self.file, self.docstring)


@cache
def _page(file: Path, docstring: str) -> Page:
    try:
        return parse_page(docstring)
    except InvalidPage as problem:
        raise BrokenRule(file, f"has no valid page: {problem}") from problem
