"""The words for what will be installed and started: one vocabulary over every kind of file."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct, field

from fastdoctor.finding import Finding, Location, Related, Severity

SourceKind = Literal["environment", "lock", "manifest"]
CommandForm = Literal["exec", "shell"]
FileKind = Literal[
    "dockerfile", "compose", "procfile", "systemd", "kubernetes", "helm", "workflow", "gunicorn", "script", "task",
    "platform", "source",
]  # fmt: skip


_DEPLOYING: frozenset[FileKind] = frozenset(
    {"dockerfile", "compose", "procfile", "systemd", "kubernetes", "helm", "platform", "gunicorn"}
)
_VARIABLES = {
    "forwarded-allow-ips": ("FORWARDED_ALLOW_IPS", "UVICORN_FORWARDED_ALLOW_IPS"),
    "workers": ("WEB_CONCURRENCY", "UVICORN_WORKERS"),
    "host": ("UVICORN_HOST",),
    "reload": ("UVICORN_RELOAD",),
    "root-path": ("UVICORN_ROOT_PATH",),
}
"""Option -> the variables that set it where a command does not."""
_CONTAINERS: frozenset[FileKind] = frozenset({"dockerfile", "compose", "kubernetes", "helm"})
_PLATFORMS = frozenset({"fly.toml", "render.yaml", "render.yml", "railway.json", "railway.toml"})
"""Files of platforms whose router reaches a server from another machine."""


def normalized(name: str) -> str:
    """A distribution's name as indexes compare it: lower case, runs of `-_.` as one dash."""
    return re.sub(r"[-_.]+", "-", name).lower()


class Problem(Struct, frozen=True, order=True):
    """Something in a manifest, lock or deployment file that cannot be read as what it should be.

    `may_be_right` says that it is only more than is read, or that only running a program or a network would tell.
    """

    message: str
    location: Location
    may_be_right: bool = False


class OddEncoding(Struct, frozen=True, order=True):
    """A requirements file that is not UTF-8: `encoding` is "UTF-16", or "" where the bytes are no text at all.

    `reason` says why they are none.
    """

    path: str
    encoding: str
    reason: str = ""


class Requirement(Struct, frozen=True):
    """One declared dependency.

    `name` and `extras` are normalized; `specifier` is PEP 440 text ("" allows every version), also where the file
    speaks another dialect (Poetry's caret). `group` is "" for what production installs, else the extra's or
    group's name. `url` is the address or path where the requirement names one: the version is then unknown.
    `constraint` marks a line that limits a package without asking for it.
    """

    name: str
    specifier: str
    location: Location
    extras: tuple[str, ...] = ()
    marker: str = ""
    group: str = ""
    url: str = ""
    constraint: bool = False


class LockedPackage(Struct, frozen=True):
    """One package of a lock; `requires` holds the normalized names it depends on, as far as the lock says so.

    `groups` are those that install it (() where the lock does not say). `root` is the folder of a package that
    is part of the repository itself, relative to the lock's folder, else None.
    """

    name: str
    version: str
    location: Location
    lock: str
    extras: tuple[str, ...] = ()
    marker: str = ""
    requires: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    root: str | None = None


class InstalledPackage(Struct, frozen=True):
    """One package of an installed environment; `location` is its metadata file."""

    name: str
    version: str
    location: Location


class Disagreement(Struct, frozen=True):
    """Two sources that cannot both be followed: a requirement, and the lock or pin that is outside its range.

    `version` is what the other source at `other` names.
    """

    requirement: Requirement
    version: str
    other: Location
    other_kind: SourceKind


class PythonChoice(Struct, frozen=True):
    """What a file says about the project's Python.

    `specifier` is PEP 440 text (">=3.9"), `version` the one version where the file names one ("3.11"), else "".
    """

    specifier: str
    version: str
    location: Location
    source: Literal["requires-python", "image", "version-file", "workflow", "platform"]


class Resolved(Struct, frozen=True):
    """The version of one package that will be installed.

    `exact` where a lock, an `==` pin or an environment names it; otherwise the version is the newest known release
    that the declared constraints allow on the project's Python, and `specifier` those constraints.
    `derived_from` names the package whose metadata asks for it where no file of the project does.
    """

    name: str
    version: str
    exact: bool
    newest_allowed: str | None
    specifier: str
    location: Location | None
    source: SourceKind
    derived_from: str = ""


class ConsoleScript(Struct, frozen=True):
    """A program that installing a project creates: `target` is the "module:attribute" that it calls."""

    name: str
    target: str
    location: Location


class StartCommand(Struct, frozen=True, eq=False):
    """A command that starts an application server.

    `server` is "uvicorn", "gunicorn", "hypercorn", "granian", "daphne", "fastapi" or "python"; `target` is
    "module:attribute" (of "python" what a console script calls), a file for `fastapi run`, or "" where the command
    leaves it open. None means that the
    command does not say. `locations` has the exact range of "target", of every option by its long name without
    dashes ("reload", "forwarded-allow-ips"), and of the variables that a compose file sets ("$NAME"); `options` has
    the options' values ("" for a flag).
    `search_path` has the folders of the repository from which the target is imported, () where nothing tells.
    `wrapper` names the programs that start the server and wait for it ("exec" replaces the shell). `called_from` is
    the place in another file that runs the file of this command.
    `caller` is the kind of the file at `called_from`.
    `environment` holds variables that are set for the command. `development` where the file, stage, profile or
    script says that the command is not what production runs.
    `as_object`: a call in source hands over the application itself, not its import string. `configurable` has the
    options whose value is only a default, which a variable or an argument of the program replaces.
    `shares_network`: the container has the network of its machine, or of another container. `for_work`: all that runs
    its image, as far as the repository shows, is for development.
    """

    server: str
    target: str
    location: Location
    kind: FileKind
    form: CommandForm
    text: str
    factory: bool = False
    workers: int | None = None
    reload: bool = False
    host: str | None = None
    port: int | None = None
    proxy_headers: bool | None = None
    forwarded_allow_ips: str | None = None
    worker_class: str | None = None
    root_path: str | None = None
    working_directory: str = ""
    environment: tuple[tuple[str, str], ...] = ()
    development: bool = False
    wrapper: str = ""
    search_path: tuple[str, ...] = ()
    called_from: Location | None = None
    caller: FileKind | None = None
    as_object: bool = False
    configurable: tuple[str, ...] = ()
    shares_network: bool = False
    for_work: bool = False
    service: str = ""
    """The compose service, Procfile process, stage or job that the command belongs to."""
    locations: dict[str, Location] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> FileKind:
        """The kind of the file from which it all starts: the caller's, else its own."""
        return self.caller or self.kind

    @property
    def is_deployed(self) -> bool:
        """Whether a file that deploys starts it, by itself or through what it runs, and not for development."""
        return not self.development and self.origin in _DEPLOYING

    @property
    def in_container(self) -> bool:
        """Whether it surely runs inside a container, or a machine of its own that a platform's router asks."""
        place = self.called_from or self.location
        return self.origin in _CONTAINERS or place.path.rpartition("/")[2] in _PLATFORMS

    def states(self, option: str) -> bool:
        """Whether the command itself says what an option is, in a way that nothing outside of it changes."""
        return option in self.locations and option not in self.configurable

    def finding(
        self, message: str, option: str = "", label: str = "", help: str = "", severity: Severity | None = None
    ) -> Finding:
        """A finding on an option, or the variable that sets it; on the whole command where neither has a place.

        The place that runs the command is related.
        """
        written = (option, *(f"${name}" for name in _VARIABLES.get(option, ())))
        place = next((self.locations[name] for name in written if name in self.locations), self.location)
        called = () if self.called_from is None else (Related(self.called_from, "run from here"),)
        return Finding(message, place, label, help, called, severity)


class ImageInstruction(Struct, frozen=True):
    """One instruction of a Dockerfile, variables replaced where they are known; `name` in capitals."""

    name: str
    text: str
    location: Location
    form: CommandForm = "shell"
    arguments: tuple[str, ...] = ()
    places: tuple[Location, ...] = ()
    """Where each of `arguments` stands."""


class ImageStage(Struct, frozen=True):
    """One stage of a Dockerfile; `image` is the base image or the name of an earlier stage, `base` the image below all.

    `user` is the last USER ("" where none), `environment` what ENV sets, `copied` the sources of COPY and ADD from
    the build context.
    """

    name: str
    image: str
    location: Location
    image_location: Location
    instructions: tuple[ImageInstruction, ...]
    user: str = ""
    environment: tuple[tuple[str, str], ...] = ()
    copied: tuple[str, ...] = ()
    working_directory: str = ""
    final: bool = False
    base: str = ""
