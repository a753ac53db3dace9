"""Which names a release has, and which keywords its callables take.

A name is the dotted path under which a program imports it ("fastapi.Query", "starlette.middleware.cors.CORSMiddleware",
"fastapi.FastAPI.include_router"). Every answer is None where nothing is known: a package or a name without data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from fastdoctor.knowledge.data_files import data
from fastdoctor.knowledge.spans import covers

ReleaseOf = Callable[[str], "str | None"]
"""From a dotted name to the release of its package."""
ANY = "**"
"""Stands among the keywords of a callable that takes any other too."""
_DISTRIBUTIONS = {
    "pydantic_settings": "pydantic-settings",
    "multipart": "python-multipart",
    "python_multipart": "python-multipart",
    "jwt": "pyjwt",
}
_DEEPEST = 12


def distribution(name: str) -> str:
    """The package whose data would know a dotted name: its import package's distribution."""
    first = name.partition(".")[0]
    return _DISTRIBUTIONS.get(first, first)


def lost_names(package: str, before: str, after: str) -> frozenset[str]:
    """The public names and modules that one release of a package has and a later one lacks."""
    spans = _spans_of_names(package)
    had = (name for name, listed in spans.items() if any(covers(span, before) for span in listed))
    return frozenset(name for name in had if name_exists(name, after) is False)


def name_exists(name: str, release: str) -> bool | None:
    """Whether a release has a public name or module."""
    found = _facts(name)
    if found is None:
        return None
    if any(covers(span, release) for span in _spans_of_names(distribution(name)).get(name, ())):
        return True
    owner = name.rpartition(".")[0]
    if _is_object(owner, found, release):  # an attribute: methods are known, other attributes are not
        return True if keywords(name, release) is not None else None
    return False


def _is_object(name: str, facts: dict[str, Any], release: str) -> bool:
    """Whether a name is a class or function, whose attributes are no names of a module."""
    known = name in _spans_of_callables(facts["package"]) or name in facts["bases"]
    return known or _alias(name, release, facts) is not None


def keywords(name: str, release: str, others: ReleaseOf | None = None) -> frozenset[str] | None:
    """The keywords of a function, a class's constructor or a method ("fastapi.APIRouter.get") in a release.

    ANY is among them where any other keyword is taken too. `others` gives the release of the package of another
    name; with it, names and base classes that a package has from another one are followed.
    """
    return _keywords(name, release, others or (lambda _: None), 0)


def has_keyword(name: str, keyword: str, release: str) -> bool | None:
    """Whether a callable names a keyword in a release; one that it only swallows through `**` does not count."""
    found = keywords(name, release)
    return None if found is None else keyword in found


def takes_any_keyword(name: str, release: str) -> bool | None:
    """Whether a callable takes keywords that it does not name."""
    return has_keyword(name, ANY, release)


def keyword_spans(name: str, keyword: str) -> tuple[str, ...]:
    """The spans of releases in which a callable names a keyword, by the names it has today; () where unknown."""
    facts = _facts(name)
    if facts is None:
        return ()
    for home in _homes(name, facts, None):
        table: dict[str, list[str]] = facts["keywords"].get(home, {})
        found = tuple(span for span, names in table.items() if keyword in names)
        if found:
            return found
    return ()


def definition(name: str, release: str, others: ReleaseOf) -> str | None:
    """The dotted name under which a callable is defined that a class or module has from elsewhere; None if unknown."""
    return _definition(name, release, others, 0)


def is_whole(name: str, release: str, others: ReleaseOf) -> bool:
    """Whether all that a class has is known: it and every class it derives from."""
    facts = _facts(name)
    if facts is None:
        return False
    target = _alias(name, release, facts)
    if target is not None:
        wanted = release if distribution(target) == facts["package"] else others(target)
        return wanted is not None and is_whole(target, wanted, others)
    listed: dict[str, list[str]] = facts["bases"].get(name, {})
    for base in (base for span, names in listed.items() if covers(span, release) for base in names[0].split()):
        wanted = release if distribution(base) == facts["package"] else others(base)
        if wanted is None or not is_whole(base, wanted, others):
            return False
    return name_exists(name, release) is True


def home(name: str, release: str) -> str:
    """The name under which the data describes what a name stands for in a release."""
    facts = _facts(name)
    for _ in range(_DEEPEST):
        target = _alias(name, release, facts) if facts else None
        if target is None:
            return name
        name, facts = target, _facts(target)
    return name


def _facts(name: str) -> dict[str, Any] | None:
    return data(f"{distribution(name)}.names")


@lru_cache(maxsize=16)
def _spans_of_names(package: str) -> dict[str, tuple[str, ...]]:
    return _inverted(package, "names")


@lru_cache(maxsize=16)
def _spans_of_callables(package: str) -> dict[str, tuple[str, ...]]:
    return _inverted(package, "callables")


@lru_cache(maxsize=16)
def _aliases(package: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """name -> (span, what it stands for)."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for span, pairs in (data(f"{package}.names") or {}).get("aliases", {}).items():
        for pair in pairs:
            name, _, target = pair.partition(" ")
            found[name] = (*found.get(name, ()), (span, target))
    return found


def _inverted(package: str, table: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for span, names in (data(f"{package}.names") or {}).get(table, {}).items():
        for name in names:
            found[name] = (*found.get(name, ()), span)
    return found


def _alias(name: str, release: str | None, facts: dict[str, Any]) -> str | None:
    """What a name stands for; of a method, through its class."""
    owner, _, attribute = name.rpartition(".")
    for candidate, suffix in ((name, ""), (owner, f".{attribute}")):
        for span, target in _aliases(facts["package"]).get(candidate, ()):
            if release is None or covers(span, release):
                return f"{target}{suffix}"
    return None


def _homes(name: str, facts: dict[str, Any], release: str | None) -> Iterator[str]:
    yield name
    target = _alias(name, release, facts)
    if target is not None and target != name:
        yield target


def _keywords(name: str, release: str, others: ReleaseOf, depth: int) -> frozenset[str] | None:
    facts = _facts(name)
    if facts is None or depth > _DEEPEST:
        return None
    package = facts["package"]
    if any(covers(span, release) for span in _spans_of_callables(package).get(name, ())):
        table: dict[str, list[str]] = facts["keywords"].get(name, {})
        return frozenset(word for span, words in table.items() if covers(span, release) for word in words)
    target = _alias(name, release, facts)
    if target is not None:
        return _elsewhere(target, release, package, others, depth)
    return _inherited(name, release, facts, others, depth)


def _elsewhere(name: str, release: str, package: str, others: ReleaseOf, depth: int) -> frozenset[str] | None:
    """The keywords of what a name or a base stands for, in the release of its own package."""
    wanted = release if distribution(name) == package else others(name)
    return None if wanted is None else _keywords(name, wanted, others, depth + 1)


def _inherited(name: str, release: str, facts: dict[str, Any], others: ReleaseOf, depth: int) -> frozenset[str] | None:
    """The keywords that a class or method has from its bases."""
    owner, _, attribute = name.rpartition(".")
    for candidate, suffix in ((name, ""), (owner, f".{attribute}")):
        bases: dict[str, list[str]] = facts["bases"].get(candidate, {})
        for span, names in bases.items():
            if not covers(span, release):
                continue
            for base in names[0].split():
                found = _elsewhere(f"{base}{suffix}", release, facts["package"], others, depth)
                if found is not None:
                    return found
    return None


def _definition(name: str, release: str, others: ReleaseOf, depth: int) -> str | None:
    facts = _facts(name)
    if facts is None or depth > _DEEPEST:
        return None
    if any(covers(span, release) for span in _spans_of_callables(facts["package"]).get(name, ())):
        return name
    target = _alias(name, release, facts)
    owner, _, attribute = name.rpartition(".")
    listed: dict[str, list[str]] = facts["bases"].get(owner, {})
    bases = [base for span, names in listed.items() if covers(span, release) for base in names[0].split()]
    for candidate in [target] if target is not None else [f"{base}.{attribute}" for base in bases]:
        wanted = release if distribution(candidate) == facts["package"] else others(candidate)
        found = _definition(candidate, wanted, others, depth + 1) if wanted is not None else None
        if found is not None:
            return found
    return None
