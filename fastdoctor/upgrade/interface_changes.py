"""Which names and keywords that a project uses are gone in the proposed releases."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from fastdoctor.knowledge import interfaces, releases
from fastdoctor.knowledge.spans import version
from fastdoctor.project.source import call_at
from fastdoctor.syntax import tree
from fastdoctor.upgrade.changes import Change
from fastdoctor.upgrade.proposal import Proposal

if TYPE_CHECKING:
    from fastdoctor.project import Project

_MODULES = {
    "python-multipart": ("multipart", "python_multipart"),
    "pydantic-settings": ("pydantic_settings",),
    "pyjwt": ("jwt",),
}


def lost_names(project: Project, proposal: Proposal) -> Iterator[Change]:
    """Imports of names that the proposed release does not have."""
    for step in proposal.steps:
        if not step.before or not step.moves:
            continue
        modules = _MODULES.get(step.package, (step.package,))
        for name, place in project.imports(*modules, tests=True):
            if interfaces.name_exists(name, step.before) and interfaces.name_exists(name, step.after) is False:
                release = _first(step.package, step.before, step.after, partial(_lacks, name))
                message = f"`{name}` is gone"
                yield Change(step.package, release, "breaks", message, _successor(name), place.location)


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
                    yield Change(package, release, "breaks", message, "", call.callee.location)
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

        return _first(interfaces.distribution(name), before, after, lacks)

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

        return package, _first(package, self.before(defined) or before, self.after(defined) or after, lacks)

    def nearest(self, name: str, keyword: str) -> str:
        """What may have been meant."""
        after = self.after(name)
        has = (interfaces.keywords(name, after, self.after) if after else None) or frozenset()
        found = difflib.get_close_matches(keyword, sorted(has), 1, 0.75)
        return f"did you mean `{found[0]}`?" if found else ""


def _takes(keywords: frozenset[str], keyword: str) -> bool:
    return keyword in keywords or interfaces.ANY in keywords


def _lacks(name: str, release: str) -> bool:
    return interfaces.name_exists(name, release) is False


def _first(package: str, before: str, after: str, is_gone: Callable[[str], bool]) -> str:
    """The first release after one and up to another from which on something is gone for good."""
    between = [at for at in releases.releases(package) if version(before) < version(at) <= version(after)]
    found = after
    for release in reversed(between):
        if not is_gone(release):
            break
        found = release
    return found


def _words(packages: set[str]) -> set[str]:
    return {module for package in packages for module in _MODULES.get(package, (package,))}


def _is_class(name: str) -> bool:
    return name.rpartition(".")[2][:1].isupper()


def _successor(name: str) -> str:
    """What takes the place of a name, for the names that many programs use."""
    return {
        "pydantic.BaseSettings": "install pydantic-settings and import it from there",
        "pydantic.PyObject": "use `ImportString`",
        "pydantic.parse_obj_as": "use `TypeAdapter(...).validate_python(...)`",
        "pydantic.generics.GenericModel": "derive from `BaseModel` and `Generic`",
        "starlette.exceptions.ExceptionMiddleware": "import it from `starlette.middleware.exceptions`",
        "starlette.middleware.wsgi.WSGIMiddleware": "use `a2wsgi.WSGIMiddleware`",
    }.get(name, "")
