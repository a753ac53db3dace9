"""Which probes ask which server, and does a route answer them?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.model.configuration import constructor
from fastdoctor.project.targets import module_of
from fastdoctor.stack.commands.traffic import Probe

if TYPE_CHECKING:
    from fastdoctor.project.project import Project
    from fastdoctor.project.routes import Application
    from fastdoctor.stack import StartCommand

_DOCUMENTS = (("docs_url", "/docs"), ("redoc_url", "/redoc"), ("openapi_url", "/openapi.json"))


def probed(project: Project) -> Iterator[tuple[Probe, StartCommand]]:
    """The probes of what the project starts for production, each with the command that starts it."""
    for probe in project.stack.probes:
        for command in project.start_commands:
            places = (command.location.path, command.called_from.path if command.called_from else "")
            same_service = probe.service in {"", command.service}
            other_port = probe.port and command.port and probe.port != command.port
            if probe.file in places and same_service and not other_port and not command.development:
                if _starts_own(project, command):
                    yield probe, command
                break


def _starts_own(project: Project, command: StartCommand) -> bool:
    """Whether nothing says that a command starts a module which is not found, or that of another project."""
    found = module_of(project.run, command.target, (*command.search_path, project.root))
    return found is None or found[0] in project.paths


def answers(project: Project, path: str) -> bool:
    """Whether something in the applications may answer a GET of this path; True where not everything is proven."""
    if not project.proves_all_routes or any(_hides(application) for application in project.applications):
        return True
    wanted = path.partition("?")[0].rstrip("/") or "/"
    for route in project.routes:
        known = route.kind not in {"frontend"} and route.fact.proven
        if not known or _matches(route.path.rstrip("/") or "/", wanted):
            return True
    return any(wanted == (text or default) for text, default in _documents(project))


def _matches(path: str, wanted: str) -> bool:
    parts = re.split(r"(\{[^}]*\})", path)
    found = "".join(_segment(part) if part.startswith("{") else re.escape(part) for part in parts)
    return re.fullmatch(found, wanted) is not None


def _segment(part: str) -> str:
    return ".*" if part.endswith(":path}") else "[^/]+"


def _documents(project: Project) -> Iterator[tuple[str, str]]:
    """The paths of the documentation, "" where the application does not name another than the default."""
    for application in project.applications:
        for name, default in _DOCUMENTS:
            given = application[name]
            constant = given.constant if given is not None else None
            yield (constant if isinstance(constant, str) else "", default)


def _hides(application: Application) -> bool:
    """Whether a mounted application, a middleware of the project or a root path may answer what no route does."""
    own = any(middleware.functions or not middleware.name for middleware in application.middleware)
    mounted = any(True for _ in application.invoked("mount"))
    return (
        own
        or mounted
        or application["root_path"] is not None
        or constructor(application.run, application.fact.instance) is None
    )
