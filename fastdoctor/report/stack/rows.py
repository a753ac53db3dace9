"""What a project will install and start, as rows to print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fastdoctor.finding import Location
from fastdoctor.knowledge import releases
from fastdoctor.knowledge.advisories import advisories
from fastdoctor.stack.values import Problem, StartCommand

if TYPE_CHECKING:
    from fastdoctor.project import Project

_FRAMEWORK = ("fastapi", "starlette", "pydantic")
_IMPORTED = {
    "aiohttp": "aiohttp",
    "bcrypt": "bcrypt",
    "dotenv": "python-dotenv",
    "email_validator": "email-validator",
    "gunicorn": "gunicorn",
    "httpx": "httpx",
    "httpx2": "httpx2",
    "itsdangerous": "itsdangerous",
    "jinja2": "jinja2",
    "jose": "python-jose",
    "jwt": "pyjwt",
    "multipart": "python-multipart",
    "orjson": "orjson",
    "passlib": "passlib",
    "pydantic_settings": "pydantic-settings",
    "requests": "requests",
    "sqlalchemy": "sqlalchemy",
    "sqlmodel": "sqlmodel",
    "ujson": "ujson",
    "uvicorn": "uvicorn",
    "websockets": "websockets",
    "yaml": "pyyaml",
}
"""Import package -> distribution, for the companions of the framework."""


class PackageRow(Struct, frozen=True):
    """One package: `allowed` is the newest release that all manifests together allow, `newest` the newest known.

    `declared_only` for a package that a manifest asks for and the lock beside it lacks.
    """

    name: str
    version: str
    exact: bool
    source: str
    location: Location | None
    derived_from: str
    specifier: str
    allowed: str
    newest: str
    declared_only: bool
    advisories: tuple[str, ...]


class StackRow(Struct, frozen=True):
    """One project; `absent` are imports of packages that will not be installed."""

    root: str
    python: str
    python_location: Location | None
    packages: tuple[PackageRow, ...]
    absent: tuple[tuple[str, Location], ...]
    commands: tuple[StartCommand, ...]
    problems: tuple[Problem, ...]


def stack_row(project: Project, prefix: str) -> StackRow:
    """What a project will install and start; `prefix` leads from the shown folder to the project's tree."""
    stack = project.stack

    def shown(location: Location) -> Location:
        return replace(location, path=f"{prefix}/{location.path}") if prefix else location

    python = stack.python
    packages = [replace(row, location=shown(row.location) if row.location else None) for row in _packages(project)]
    return StackRow(
        "/".join(part for part in (prefix, project.root) if part),
        stack.python_version or "",
        shown(python.location) if python is not None else None,
        tuple(packages),
        tuple((name, shown(place)) for name, place in _absent(project)),
        tuple(
            replace(
                command,
                location=shown(command.location),
                called_from=shown(command.called_from) if command.called_from is not None else None,
            )
            for command in project.start_commands
        ),
        tuple(replace(problem, location=shown(problem.location)) for problem in stack.problems),
    )


def _packages(project: Project) -> Iterator[PackageRow]:
    """The framework first, then everything that production's manifests ask for."""
    stack = project.stack
    declared = sorted(
        {item.name for item in stack.requirements if item.name and not item.group and not item.constraint}
    )
    for name in dict.fromkeys((*_FRAMEWORK, *declared)):
        resolved = stack.resolved(name)
        missing = resolved is None and name in declared
        if resolved is None and not missing:
            continue
        place = next((item.location for item in stack.declared(name)), None)
        version = resolved.version if resolved else ""
        specifier = ",".join(dict.fromkeys(item.specifier for item in stack.declared(name) if item.specifier))
        known = releases.releases(name)
        yield PackageRow(
            name,
            version,
            resolved.exact if resolved else False,
            resolved.source if resolved else "manifest",
            (resolved.location if resolved else None) or place,
            resolved.derived_from if resolved else "",
            specifier,
            stack.newest_allowed(name) or "",
            known[-1] if known else "",
            bool(stack.locks)
            and stack.complete
            and name in declared
            and (resolved is None or resolved.source != "lock"),
            tuple(found.id for found in advisories(name, version)) if version else (),
        )


def _absent(project: Project) -> Iterator[tuple[str, Location]]:
    """The first import of each companion package that will surely not be installed."""
    seen: set[str] = set()
    for module, package in _IMPORTED.items():
        if project.provides(package) is not False:
            continue
        for _, place in project.imports(module):
            if package not in seen:
                seen.add(package)
                yield package, place.location
