"""Which versions a fresh install of some requirements gets, as far as the known releases tell.

This is no full resolver: every known package takes the newest release that its constraints and its own requirements
allow together; packages without release data are only recorded as asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from fastdoctor.knowledge import releases as knowledge
from fastdoctor.knowledge import transitive
from fastdoctor.knowledge.spans import specifier_set
from fastdoctor.pattern import pattern
from fastdoctor.stack.markers import applies
from fastdoctor.stack.values import Requirement

_ROUNDS = 12
_ONE = pattern(r"==\d[\w.]*")


class Wanted(Struct, frozen=True):
    """What is asked of one package: specifiers by the name of who asks ("" for the project), and its extras."""

    specifiers: tuple[tuple[str, str], ...] = ()
    extras: frozenset[str] = frozenset()

    @property
    def specifier(self) -> str:
        return ",".join(dict.fromkeys(text for _, text in self.specifiers if text))

    @property
    def asked_by(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name, _ in self.specifiers))


class Resolution(Struct):
    """The packages of an install: what is asked of each, and the version of those whose releases are known.

    A version of None says that no known release fits.
    """

    wanted: dict[str, Wanted] = field(default_factory=dict)
    versions: dict[str, str | None] = field(default_factory=dict)


def install(requirements: Iterable[Requirement], python: str | None, fixed: Mapping[str, str]) -> Resolution:
    """What a fresh install of every group would get; production's own constraints come first."""
    listed = list(requirements)
    runtime = [item for item in listed if not item.group]
    named = {item.name for item in runtime if not item.constraint}
    others = [item for item in listed if item.group and item.name not in named]
    return resolve([*agreeing(runtime), *agreeing(others)], python, fixed)


def resolve(requirements: Iterable[Requirement], python: str | None, fixed: Mapping[str, str]) -> Resolution:
    """What these requirements install on a Python; `fixed` has versions that are given, by a lock for instance."""
    declared = _declared(requirements, python)
    limits = {name: wanted for name, (wanted, asked) in declared.items() if not asked}
    _limit_by_pins(limits, declared, python, fixed)
    asked = {name: wanted for name, (wanted, is_asked) in declared.items() if is_asked}
    found = Resolution(dict(asked))
    seen: set[tuple[tuple[str, str | None], ...]] = set()
    for _ in range(_ROUNDS):
        versions = {name: _version(name, wanted, limits, asked, python, fixed) for name, wanted in found.wanted.items()}
        state = tuple(sorted(versions.items()))
        found = Resolution(_with_dependencies(asked, versions, found.wanted, python), versions)
        if state in seen and set(found.wanted) == set(versions):
            break
        seen.add(state)
    return found


def _limit_by_pins(
    limits: dict[str, Wanted], declared: Mapping[str, tuple[Wanted, bool]], python: str | None, fixed: Mapping[str, str]
) -> None:
    """Add what packages whose version cannot move require of others: these have to give way."""
    pins = {name: pin for name, (wanted, asked) in declared.items() if asked and (pin := pinned(wanted.specifier))}
    for name, release in sorted({**pins, **fixed}.items()):
        for needed in knowledge.requires(name, release):
            if needed.specifier and not needed.extra and applies(needed.marker, python):
                known = limits.get(needed.name, Wanted())
                limits[needed.name] = Wanted((*known.specifiers, (name, needed.specifier)), known.extras)


def _declared(requirements: Iterable[Requirement], python: str | None) -> dict[str, tuple[Wanted, bool]]:
    found: dict[str, tuple[Wanted, bool]] = {}
    for item in requirements:
        if not item.name or not applies(item.marker, python):
            continue
        wanted, asked = found.get(item.name, (Wanted(), False))
        merged = Wanted((*wanted.specifiers, ("", item.specifier)), wanted.extras | set(item.extras))
        found[item.name] = (merged, asked or not item.constraint)
    return found


def _version(
    name: str,
    wanted: Wanted,
    limits: Mapping[str, Wanted],
    asked: Mapping[str, Wanted],
    python: str | None,
    fixed: Mapping[str, str],
) -> str | None:
    if name in fixed:
        return fixed[name]
    specifier = ",".join(text for text in (wanted.specifier, limits.get(name, Wanted()).specifier) if text)
    for release in knowledge.allowed(name, specifier, python) if knowledge.is_known(name) else ():
        if _fits(name, release, limits, asked, python, fixed):
            return release
    return pinned(specifier)


@lru_cache(maxsize=16384)
def pinned(specifier: str) -> str | None:
    """The one version that a specifier allows, None where it allows several."""
    if _ONE.fullmatch(specifier):
        return specifier[2:]
    parts = specifier_set(specifier)
    exact = [item.version for item in parts if item.operator in {"==", "==="} and "*" not in item.version]
    return exact[0] if exact and all(item.contains(exact[0], True) for item in parts) else None


def agreeing(requirements: list[Requirement]) -> list[Requirement]:
    """The requirements without ranges where a pin of the same package says more, and one pin where several differ."""
    pins = {item.name: item for item in requirements if item.name and pinned(item.specifier) is not None}
    return [replace(item, specifier=pins[item.name].specifier) if item.name in pins else item for item in requirements]


def _fits(
    name: str,
    release: str,
    limits: Mapping[str, Wanted],
    asked: Mapping[str, Wanted],
    python: str | None,
    fixed: Mapping[str, str],
) -> bool:
    """Whether what a release requires leaves a version of each package that the project itself limits."""
    for needed in knowledge.requires(name, release):
        if needed.extra or not applies(needed.marker, python):
            continue
        own = [table[needed.name].specifier for table in (limits, asked) if needed.name in table]
        own += [f"=={fixed[needed.name]}"] if needed.name in fixed else []
        if any(own) and knowledge.is_known(needed.name):
            together = ",".join(text for text in (*own, needed.specifier) if text)
            if not knowledge.allowed(needed.name, together, python):
                return False
    return True


def _with_dependencies(
    asked: Mapping[str, Wanted], versions: Mapping[str, str | None], before: Mapping[str, Wanted], python: str | None
) -> dict[str, Wanted]:
    wanted = dict(asked)
    reached = list(asked)
    for name in reached:
        for brought in sorted(transitive.brings(name) or ()):
            known = wanted.get(brought, Wanted())
            wanted[brought] = Wanted((*known.specifiers, (name, "")), known.extras)
            if brought not in reached:
                reached.append(brought)
        release = versions.get(name)
        if release is None:
            continue
        extras = wanted[name].extras | before.get(name, Wanted()).extras
        for needed in knowledge.requires(name, release):
            if needed.extra and needed.extra not in extras:
                continue
            if not applies(needed.marker, python, needed.extra):
                continue
            known = wanted.get(needed.name, Wanted())
            wanted[needed.name] = Wanted(
                (*known.specifiers, (name, needed.specifier)), known.extras | set(needed.extras)
            )
            if needed.name not in reached:
                reached.append(needed.name)
    return wanted
