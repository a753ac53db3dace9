"""What does the head of a proof file claim, and in which environments?"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tomli
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

FOLDER = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Condition:
    """A package whose installed version lies in `versions`, or (None) that is not installed."""

    package: str
    versions: SpecifierSet | None


@dataclass(frozen=True)
class Proof:
    """A claim, the versions on which the defect must show, and the environments that it is tried in.

    `defect` holds conditions that must all be met for the defect to show (none: everywhere); `good` those under
    which the good program must work (none: everywhere).
    """

    path: Path
    claim: str
    defect: tuple[Condition, ...]
    good: tuple[Condition, ...]
    environments: tuple[str, ...]

    @property
    def name(self) -> str:
        """category/file, as the test ids show it."""
        return self.path.relative_to(FOLDER).with_suffix("").as_posix()

    @property
    def rule(self) -> str:
        """The id of the rule; what follows a double underscore in the file name tells several proofs apart."""
        return self.path.stem.partition("__")[0].replace("_", "-")


def read(path: Path) -> Proof:
    """The proof in a file: docstring of a claim, a blank line, and TOML; raises ValueError naming the file."""
    head = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    claim, _, toml = (head or "").partition("\n\n")
    try:
        data = tomli.loads(toml.partition("\n\n")[0])
        return Proof(path, claim, _needs(data["defect"]), _needs(data.get("good", "")), tuple(data["environments"]))
    except (KeyError, ValueError) as error:
        raise ValueError(f"{path}: the docstring must be a claim, a blank line and TOML: {error!r}") from error


def _needs(text: str) -> tuple[Condition, ...]:
    return tuple(_condition(part.strip()) for part in text.split(";") if part.strip())


def _condition(text: str) -> Condition:
    if text.startswith("no "):
        return Condition(text.removeprefix("no "), None)
    requirement = Requirement(text)
    return Condition(requirement.name, requirement.specifier)


def met(conditions: tuple[Condition, ...], versions: Mapping[str, str]) -> bool:
    """Whether an environment with these installed versions satisfies every condition."""
    return all(_holds(each, versions.get(each.package)) for each in conditions)


def _holds(condition: Condition, version: str | None) -> bool:
    if condition.versions is None or version is None:
        return condition.versions is None and version is None
    return condition.versions.contains(version, prereleases=True)


def proofs() -> list[Proof]:
    """Every proof of the bench, by name."""
    return sorted((read(path) for path in FOLDER.glob("*/*.py") if path.parent.name != "bench"), key=lambda p: p.name)
