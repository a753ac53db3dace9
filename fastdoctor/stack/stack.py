"""What one project will install and start: the questions to its manifests, locks and deployment files."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct, field

from fastdoctor.finding import Location
from fastdoctor.knowledge import interfaces
from fastdoctor.knowledge import releases as knowledge
from fastdoctor.knowledge.spans import allows, order
from fastdoctor.stack.commands.containers import Image
from fastdoctor.stack.commands.traffic import Probe, Proxy
from fastdoctor.stack.contradiction import Contradiction, contradictions
from fastdoctor.stack.disagreement import OutdatedLock, disagreements, outdated_locks, stale_packages
from fastdoctor.stack.environment import Nearby
from fastdoctor.stack.locks.tables import Lock
from fastdoctor.stack.markers import applies
from fastdoctor.stack.python_choice import minor_version, most_telling
from fastdoctor.stack.resolution import Resolution, install, pinned
from fastdoctor.stack.unknowns import brings_unknown, is_held, is_uncovered, may_be_brought
from fastdoctor.stack.values import (
    Disagreement,
    InstalledPackage,
    LockedPackage,
    OddEncoding,
    Problem,
    PythonChoice,
    Requirement,
    Resolved,
    StartCommand,
    normalized,
)


class Stack(Struct, frozen=True, eq=False, dict=True):
    """One project's stack; `root` is its folder ("" is the root of the run).

    `requirements` has every group; "" is what production installs. `installed` is the environment that the user names
    and beats all else; `nearby` is one that merely lies in the project's folder: it is not what gets deployed, another
    machine has another one or none, so it answers only what no lock and no manifest does. `python` is the most
    telling choice, `pythons` all of them. `notes` are files that are right and could not be followed,
    `proxies` those in front of its services, `probes` the checks of what it starts. `complete` is False where
    something that could not be read might install more; `lock_above` tells of a lock outside of what is checked.
    """

    root: str
    name: str = ""
    requirements: tuple[Requirement, ...] = ()
    locks: tuple[Lock, ...] = ()
    locked: tuple[LockedPackage, ...] = ()
    installed: tuple[InstalledPackage, ...] = ()
    nearby: Nearby | None = None
    commands: tuple[StartCommand, ...] = ()
    images: tuple[Image, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    proxies: tuple[Proxy, ...] = ()
    probes: tuple[Probe, ...] = ()
    encodings: tuple[OddEncoding, ...] = ()
    generated: tuple[str, ...] = ()
    """The requirements files that pip-compile, uv or pip freeze wrote: locks, each of an install of its own."""
    pythons: tuple[PythonChoice, ...] = ()
    workflow_pythons: tuple[PythonChoice, ...] = ()
    manifests: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    is_library: bool = False
    complete: bool = True
    lock_above: bool = False
    _resolved: dict[str, Resolved | None] = field(default_factory=dict)

    @classmethod
    def empty(cls, root: str) -> Stack:
        """The stack of a folder without any manifest."""
        return cls(root)

    @property
    def has_lock(self) -> bool:
        """Whether a lock tells what gets installed, or one outside of what is checked may tell."""
        return bool(self.locks) or self.lock_above

    @property
    def is_locked(self) -> bool:
        """The same of a lock or an environment."""
        return self.has_lock or bool(self.installed)

    @cached_property
    def python(self) -> PythonChoice | None:
        """The choice that names one version, else `requires-python`, else None."""
        return most_telling(self.pythons)

    @cached_property
    def python_version(self) -> str | None:
        """The minor version of the project's Python ("3.11"): named, or the newest that its range allows."""
        return minor_version(self.python) if self.python is not None else None

    def resolved(self, name: str) -> Resolved | None:
        """The version of a package that will be installed; None where nothing tells."""
        name = normalized(name)
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name) or self._beside(name)
        return self._resolved[name]

    def candidates(self, name: str) -> frozenset[str]:
        """Every version that the sources name: more than one where a lock forks or pins disagree."""
        name = normalized(name)
        if name in self._installed:
            return frozenset({self._installed[name].version})
        if name in self._locked:
            return frozenset(package.version for package in self._locked[name] if package.version)
        pins = frozenset(pin for item in self._declared(name) if (pin := pinned(item.specifier)) is not None)
        if len(pins) > 1:
            return pins
        found = self.resolved(name)
        return frozenset({found.version}) if found is not None else frozenset()

    def satisfies(self, requirement: str) -> bool:
        """Whether the project provably runs on these versions: "fastapi>=0.131; starlette<1" asks for both.

        True only where every version that the sources name, or the newest that an open range allows (what a fresh
        install gets), is within. A package that nothing names satisfies nothing.
        """
        from packaging.requirements import Requirement as Parsed

        for part in requirement.split(";"):
            wanted = Parsed(part.strip())
            versions = self.candidates(wanted.name)
            if not versions or not all(wanted.specifier.contains(version, prereleases=True) for version in versions):
                return False
        return True

    def provides(self, name: str) -> bool | None:
        """Whether a package will be installed, by any group; None where nothing that can be read tells."""
        name = normalized(name)
        found = self._provides(name)
        return True if found is None and name in self._nearby else found

    def _provides(self, name: str) -> bool | None:
        if name in self._installed or name in self._locked:
            return True
        if self.installed:
            return False
        if self.locks and any(item.name == name for item in self.requirements if not item.constraint):
            return True
        if self.locks:
            return False if self.complete else None
        if not self.manifests:
            return None
        if name in self._resolution.wanted:
            return True
        told = (
            self.complete and not self.lock_above and not self._opaque and not may_be_brought(name, self.requirements)
        )
        return False if told else None

    def newest_allowed(self, name: str) -> str | None:
        """The newest release of a package that the manifests allow, whatever a lock holds; None where nothing tells."""
        return self._unlocked.versions.get(normalized(name))

    def declared(self, name: str) -> tuple[Requirement, ...]:
        """What the manifests say about a package, constraints included, in the order of files and lines."""
        name = normalized(name)
        return tuple(item for item in self.requirements if item.name == name)

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """The requirements that a lock beside them, or a pin in another manifest, does not satisfy."""
        return tuple(disagreements(self.requirements, self._locked, self.python_version, self.generated))

    @cached_property
    def stale_packages(self) -> tuple[tuple[LockedPackage, InstalledPackage], ...]:
        """The packages of which the environment holds another version than every one that is locked."""
        return tuple(stale_packages(self.locked, self.installed))

    @cached_property
    def outdated_locks(self) -> tuple[OutdatedLock, ...]:
        """The locks that do not hold what the manifests they were made from ask for."""
        return tuple(outdated_locks(self.requirements, self.locks, self.python_version, self.name))

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """The production requirements of one file that no releases satisfy together; () where a lock has found some."""
        return () if self.is_locked else tuple(contradictions(self.requirements, self.python_version))

    def name_exists(self, name: str) -> bool | None:
        """Whether a public dotted name exists in the release that will be installed; None where nothing tells."""
        release = self._release_of(name)
        return None if release is None else interfaces.name_exists(name, release)

    def keywords(self, name: str) -> frozenset[str] | None:
        """The keywords of a callable by its dotted name in the releases that will be installed, names that one package
        has from another followed; None where nothing tells. `interfaces.ANY` among them: others are taken too."""
        release = self._release_of(name)
        return None if release is None else interfaces.keywords(name, release, self._release_of)

    def _release_of(self, name: str) -> str | None:
        found = self.candidates(interfaces.distribution(name))
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _installed(self) -> dict[str, InstalledPackage]:
        return {package.name: package for package in self.installed}

    @cached_property
    def _locked(self) -> dict[str, tuple[LockedPackage, ...]]:
        found: dict[str, tuple[LockedPackage, ...]] = {}
        for package in self.locked:
            if package.root is None and applies(package.marker, self.python_version):
                found[package.name] = (*found.get(package.name, ()), package)
        return found

    @cached_property
    def _opaque(self) -> bool:
        asked = [item for item in self.requirements if not item.constraint]
        return any(brings_unknown(item) or is_uncovered(item.name, self._declared) for item in asked)

    @cached_property
    def _resolution(self) -> Resolution:
        fixed = {name: package.version for name, package in self._installed.items()}
        fixed |= {name: packages[0].version for name, packages in self._locked.items() if packages[0].version}
        return install(self.requirements, self.python_version, fixed)

    @cached_property
    def _unlocked(self) -> Resolution:
        return install(self.requirements, self.python_version, {})

    def _declared(self, name: str) -> tuple[Requirement, ...]:
        """What the manifests say of a package on this Python: production's groups, else all others."""
        found = [item for item in self.declared(name) if applies(item.marker, self.python_version)]
        runtime = tuple(item for item in found if not item.group)
        return runtime or tuple(found)

    def _resolve(self, name: str) -> Resolved | None:
        if name in self._installed:
            package = self._installed[name]
            return Resolved(name, package.version, True, None, "", package.location, "environment")
        if name in self._locked:
            return self._from_lock(name, self._locked[name])
        if self.locks and self.complete and not self.declared(name):
            return None
        return self._from_manifest(name)

    def _beside(self, name: str) -> Resolved | None:
        if self.nearby is None or self._provides(name) is False:
            return None
        package, specifier = self._nearby.get(name), self._specifier(name)
        if package is None or not allows(specifier, package.version):
            return None
        return Resolved(name, package.version, False, None, specifier, package.location, "environment")

    @cached_property
    def _nearby(self) -> dict[str, InstalledPackage]:
        return self.nearby.packages() if self.nearby is not None else {}

    def _from_lock(self, name: str, packages: tuple[LockedPackage, ...]) -> Resolved | None:
        newest = max(packages, key=lambda package: order(package.version))
        if not newest.version:
            return None
        same = len({package.version for package in packages}) == 1
        return Resolved(name, newest.version, same, None, self._specifier(name), newest.location, "lock")

    def _from_manifest(self, name: str) -> Resolved | None:
        declared = self._declared(name)
        if any(item.url and pinned(item.specifier) is None for item in declared):
            return None
        wanted = self._resolution.wanted.get(name)
        if wanted is None:
            return None
        exact = [item for item in declared if pinned(item.specifier) is not None]
        first = next(iter([*exact, *(item for item in declared if not item.constraint), *declared]), None)
        place = first.location if first else self._place_of(wanted.asked_by)
        if exact:
            pins = {pinned(item.specifier) for item in exact}
            version = max((str(pin) for pin in pins), key=order)
            return Resolved(name, version, len(pins) == 1, None, self._specifier(name), place, "manifest")
        version = self._resolution.versions.get(name) or ""
        if not version or (is_uncovered("fastapi", self._declared) and is_held(name, version)):
            return None
        parts = f"{wanted.specifier},{self._specifier(name)}".split(",")
        specifier = ",".join(dict.fromkeys(part for part in parts if part))
        derived = "" if declared and not all(item.constraint for item in declared) else wanted.asked_by[0]
        only = len(knowledge.allowed(name, specifier, self.python_version)) == 1
        return Resolved(name, version, only, version, specifier, place, "manifest", derived)

    def _specifier(self, name: str) -> str:
        return ",".join(dict.fromkeys(item.specifier for item in self._declared(name) if item.specifier))

    def _place_of(self, names: Iterable[str]) -> Location | None:
        """Where the first of the packages that ask for another one is resolved."""
        for name in names:
            found = self.resolved(name) if name else None
            if found is not None and found.location is not None:
                return found.location
        return None
