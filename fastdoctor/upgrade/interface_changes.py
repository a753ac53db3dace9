"""Which methods and keywords that a project uses are gone in the proposed releases."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.knowledge import interfaces
from fastdoctor.project.source import call_at
from fastdoctor.syntax import tree
from fastdoctor.upgrade.changes import Change
from fastdoctor.upgrade.proposal import Proposal
from fastdoctor.upgrade.spans import first_without, import_packages

if TYPE_CHECKING:
    from fastdoctor.project import Project


_INSTEAD = {
    "add_event_handler": "write a `lifespan`",
    "route": "use `api_route`",
    "add_websocket_route": "use `add_api_websocket_route`",
}
"""Method -> what takes its place."""


def lost_calls(project: Project, proposal: Proposal) -> Iterator[Change]:
    """Methods that the proposed release does not have any more, and keywords that it does not take."""
    moving = {step.package for step in proposal.steps if step.before and step.moves}
    judged = _Judged(proposal)
    for source in project.sources(*sorted(_words(moving)), tests=True):
        for statement in source.statements(tree.Call):
            call = call_at(project.run, statement)
            names = [name for name in call.callee.names if interfaces.distribution(name) in moving]
            if any(":" in name for name in call.callee.names) and any(_is_class(name) for name in names):
                continue  # a class of the project's own, whose constructor may take anything
            for name in names[:1]:
                package, release = judged.gone(name)
                if release:
                    message = f"`{'.'.join(name.split('.')[-2:])}` is gone"
                    help = _INSTEAD.get(name.rpartition(".")[2], "")
                    yield Change(package, release, "breaks", message, help, call.callee.location)
                for keyword in call.keywords:
                    release = judged.lost(name, keyword)
                    if release:
                        place = call.keyword_place(keyword).location
                        message = f"`{name.rpartition('.')[2]}` takes no `{keyword}` any more"
                        package = interfaces.distribution(name)
                        yield Change(package, release, "breaks", message, judged.nearest(name, keyword), place)


class _Judged:
    """Answers about keywords, each worked out once."""

    def __init__(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self.known: dict[tuple[str, str], str] = {}

    def before(self, name: str) -> str | None:
        return self.proposal.before(interfaces.distribution(name))

    def after(self, name: str) -> str | None:
        return self.proposal.after(interfaces.distribution(name))

    def lost(self, name: str, keyword: str) -> str:
        """The release that dropped a keyword, "" where the proposed one takes it or nothing is known."""
        if (name, keyword) not in self.known:
            self.known[name, keyword] = self._lost(name, keyword)
        return self.known[name, keyword]

    def _lost(self, name: str, keyword: str) -> str:
        before, after = self.before(name), self.after(name)
        if before is None or after is None:
            return ""
        had = interfaces.keywords(name, before, self.before)
        has = interfaces.keywords(name, after, self.after)
        if had is None or has is None or not _takes(had, keyword) or _takes(has, keyword):
            return ""

        def lacks(at: str) -> bool:
            found = interfaces.keywords(name, at, self.after)
            return found is not None and not _takes(found, keyword)

        return first_without(interfaces.distribution(name), before, after, lacks)

    def gone(self, name: str) -> tuple[str, str]:
        """The package and release that dropped a method of a class that stayed, ("", "") where that is not proven."""
        before, after = self.before(name), self.after(name)
        owner = name.rpartition(".")[0]
        if before is None or after is None or not _is_class(owner) or _is_class(name):
            return ("", "")
        defined = interfaces.definition(name, before, self.before)
        if defined is None or interfaces.definition(name, after, self.after) is not None:
            return ("", "")
        if not interfaces.is_whole(owner, after, self.after):
            return ("", "")
        package = interfaces.distribution(defined)

        def lacks(at: str) -> bool:
            return interfaces.definition(defined, at, self.after) is None

        return package, first_without(package, self.before(defined) or before, self.after(defined) or after, lacks)

    def nearest(self, name: str, keyword: str) -> str:
        """What may have been meant."""
        after = self.after(name)
        has = (interfaces.keywords(name, after, self.after) if after else None) or frozenset()
        found = difflib.get_close_matches(keyword, sorted(has), 1, 0.75)
        return f"did you mean `{found[0]}`?" if found else ""


def _takes(keywords: frozenset[str], keyword: str) -> bool:
    return keyword in keywords or interfaces.ANY in keywords


def _words(packages: set[str]) -> set[str]:
    return {module for package in packages for module in import_packages(package)}


def _is_class(name: str) -> bool:
    return name.rpartition(".")[2][:1].isupper()
