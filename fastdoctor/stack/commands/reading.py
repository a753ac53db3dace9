"""Which deployment files a tree holds, and everything they start."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.pattern import pattern
from fastdoctor.stack.commands import clusters, line_files, tables
from fastdoctor.stack.commands.compose import built_files, compose_commands, extended_files, inherited_commands
from fastdoctor.stack.commands.containers import Image, read_image
from fastdoctor.stack.commands.gunicorn_file import configured, settings_in
from fastdoctor.stack.commands.probes import cluster_probes, compose_probes, image_probes, platform_probes, table_probes
from fastdoctor.stack.commands.programs import serves
from fastdoctor.stack.commands.proxies import is_running, named_images, read_proxies, traefik_proxies
from fastdoctor.stack.commands.servers import SCRIPT
from fastdoctor.stack.commands.templates import without_actions
from fastdoctor.stack.commands.traffic import Probe, Proxy
from fastdoctor.stack.lines import Text
from fastdoctor.stack.toml import Toml, read_toml
from fastdoctor.stack.values import ConsoleScript, Problem, StartCommand
from fastdoctor.stack.yaml import Node, read_yaml

_DOCKERFILE = pattern(r"(?i)(?:(?:dockerfile|containerfile)(?:[._-].*)?|.*\.(?:dockerfile|containerfile))$")
_NO_DOCKERFILE = pattern(r"(?i)\.(?:dockerignore|md|py|txt|sh|ya?ml|json|rst|j2|tmpl)$")
_COMPOSE = pattern(r"(?i)(?:.*[._-])?compose(?:[._-].*)?\.ya?ml$")
_PROCESSES = pattern(rb"^processes[ \t]*:", re.MULTILINE)
"""What a file of process-compose has, and none of Docker's."""
_TASKFILE = pattern(r"(?i)taskfile(?:\.dist)?\.ya?ml")
_PLATFORM = frozenset(
    {"render.yaml", "render.yml", "app.yaml", "app.yml", "apprunner.yaml", "heroku.yml", "koyeb.yaml"}
    | {".platform.app.yaml", "zeabur.yaml", "cloudbuild.yaml", "service.yaml", "coherence.yml"}
)
_STARTS = rb"uvicorn|gunicorn|hypercorn|granian|daphne|fastapi|python[\d.]* +-m|\.py\b"
_KINDS = pattern(
    rb"^\s*kind:\s*(?:Deployment|StatefulSet|DaemonSet|Pod|Job|CronJob|Service|Rollout|List)\b", re.MULTILINE
)


class Deployment(Struct):
    """What the deployment files of a tree say."""

    commands: list[StartCommand] = field(default_factory=list)
    images: dict[str, Image] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    """Templates, of charts and of whole projects, that are no YAML before they are rendered."""
    proxies: list[Proxy] = field(default_factory=list)
    probes: list[Probe] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    starting: re.Pattern[bytes] = field(default_factory=lambda: re.compile(_STARTS))
    """What a file must hold to start anything."""
    programs: frozenset[str] = frozenset()
    """The console scripts of the tree's projects."""


def read_deployment(tree: Tree, scripts: Sequence[ConsoleScript] = ()) -> Deployment:
    """The images of a tree and every command in it that starts a server, sorted by place, each place once.

    `scripts` are the console scripts of its projects: what runs one of them starts what that calls.
    """
    found = Deployment(starting=_starting(scripts), programs=frozenset(script.name for script in scripts))
    composed: list[tuple[Text, tuple[Node, ...]]] = []
    for path in tree.paths:
        _read(tree, path, found, composed)
        found.proxies += read_proxies(tree, path)
    known = {source.path for source, _ in composed}
    for source, documents in composed:
        for path in sorted({*extended_files(source, documents)} - known):
            known.add(path)
            _read_composed(tree, path, found, composed)
        for built in built_files(source, documents):
            if built in tree and built not in found.images:
                _read_image(tree, built, found)
        found.commands += compose_commands(tree, source, documents, found.images, found.programs)
        found.commands += inherited_commands(tree, source, documents, found.images, found.programs)
        found.proxies += traefik_proxies(source, documents)
        found.probes += compose_probes(source, documents)
    running = [*(stage.base for image in found.images.values() for stage in image.stages)]
    running += [name for _, documents in composed for name in named_images(documents)]
    found.proxies = [proxy for proxy in found.proxies if is_running(proxy, running)]
    named = (_named(command, scripts) for command in _once(found.commands))
    kept = (command for command in named if command and (command.server != "python" or serves(tree, command)))
    found.commands = [_with_configuration(tree, command) for command in kept]
    return found


def _starting(scripts: Sequence[ConsoleScript]) -> re.Pattern[bytes]:
    """What a file must hold to start anything."""
    names = "".join(rf"|(?<![\w-]){re.escape(script.name)}(?![\w-])" for script in scripts)
    return re.compile(_STARTS + names.encode())


def _named(command: StartCommand, scripts: Sequence[ConsoleScript]) -> StartCommand | None:
    """A command that runs a console script with what that calls; None where no one script has the name."""
    if command.server != SCRIPT:
        return command
    fitting = [script for script in scripts if script.name == command.target]
    near = [script for script in fitting if posixpath.dirname(script.location.path) in command.search_path]
    targets = {script.target for script in near or fitting}
    return replace(command, server="python", target=targets.pop()) if len(targets) == 1 else None


def _once(commands: list[StartCommand]) -> Iterator[StartCommand]:
    """The commands sorted by place; of several readings of one place the production one that knows most."""
    readings: dict[object, list[StartCommand]] = {}
    for command in commands:
        readings.setdefault((command.location, command.server, command.target), []).append(command)
    best = [_best(together) for together in readings.values()]
    yield from sorted(best, key=lambda command: (command.location, command.server, command.target))


def _best(readings: Sequence[StartCommand]) -> StartCommand:
    found = max(readings, key=_weight)
    running = [command for command in readings if command.caller == "compose"]
    return replace(found, for_work=bool(running) and all(command.development for command in running))


def _weight(command: StartCommand) -> tuple[bool, bool, int]:
    return (not command.development, command.called_from is not None, len(command.environment))


def _read(tree: Tree, path: str, found: Deployment, composed: list[tuple[Text, tuple[Node, ...]]]) -> None:
    name = posixpath.basename(path)
    if _DOCKERFILE.fullmatch(name) and not _NO_DOCKERFILE.search(name):
        _read_image(tree, path, found)
    elif name.endswith((".yaml", ".yml")):
        _read_yaml(tree, path, name, found, composed)
    elif name.endswith(".toml"):
        _read_toml(tree, path, name, found)
    else:
        reader = _reader(path, name)
        source = _source(tree, path, found) if reader is not None and _may_start(tree, path, found) else None
        if reader is not None and source is not None:
            found.commands += reader(source)
            documents = read_yaml(source) if name == "railway.json" else ()
            found.probes += platform_probes(source, documents) if isinstance(documents, tuple) else ()


def _reader(path: str, name: str) -> Callable[[Text], Iterator[StartCommand]] | None:
    """The reader of a file that is neither YAML nor TOML."""
    if re.match(r"Procfile(?:[._-].*)?$", name):
        return line_files.procfile_commands
    if name.endswith(".service"):
        return line_files.unit_commands
    if name.endswith((".conf", ".ini")) and "supervisor" in path:
        return line_files.supervisor_commands
    if name.endswith((".sh", ".bash")):
        return line_files.script_commands
    if name in {"Makefile", "makefile", "GNUmakefile", "justfile", "Justfile", ".justfile"} or name.endswith(".mk"):
        return line_files.task_commands
    if name == "tox.ini":
        return tables.tox_commands
    if name in {"vercel.json", "railway.json", "package.json", "zeabur.json"}:
        return tables.json_commands
    return None


def _read_image(tree: Tree, path: str, found: Deployment) -> None:
    source = _source(tree, path, found)
    if source is not None:
        image = read_image(tree, source, found.programs)
        found.images[path] = image
        found.commands += image.commands
        found.probes += image_probes(path, image.stages)


def _read_yaml(
    tree: Tree, path: str, name: str, found: Deployment, composed: list[tuple[Text, tuple[Node, ...]]]
) -> None:
    is_compose = _COMPOSE.fullmatch(name) is not None and not _holds(tree, path, _PROCESSES)
    is_workflow = ".github/workflows/" in f"/{path}" or name == ".gitlab-ci.yml"
    is_platform = name in _PLATFORM
    is_tasks = _TASKFILE.fullmatch(name) is not None
    is_values = name.startswith("values") and "template" not in path
    if not (is_compose or is_workflow or is_platform or is_values or is_tasks) and not _holds(tree, path, _KINDS):
        return
    if not is_compose and not _may_start(tree, path, found):
        return
    source = _source(tree, path, found)
    if source is None:
        return
    is_template = "{{" in source.text and not (is_compose or is_workflow)
    if is_template:
        source = replace(source, text=without_actions(source.text))
    documents = read_yaml(source)
    if isinstance(documents, Problem):
        renders = any(mark in path or mark in source.text for mark in ("{{", "{%"))
        (found.notes if is_template or renders else found.problems).append(documents)
    elif is_compose:
        composed.append((source, documents))
    elif is_workflow:
        found.commands += clusters.workflow_commands(source, documents)
    elif is_tasks:
        found.commands += clusters.taskfile_commands(source, documents)
    elif is_platform:
        found.commands += clusters.platform_commands(source, documents)
        found.probes += platform_probes(source, documents)
    else:
        found.probes += cluster_probes(source, clusters.containers(documents))
        found.commands += clusters.kubernetes_commands(
            source, documents, "helm" if is_values or is_template else "kubernetes"
        )


def _read_composed(tree: Tree, path: str, found: Deployment, composed: list[tuple[Text, tuple[Node, ...]]]) -> None:
    """Read a compose file of any name; it is waiting to be looked at afterwards."""
    source = _source(tree, path, found) if path in tree else None
    documents = read_yaml(source) if source is not None else None
    if source is not None and isinstance(documents, tuple):
        composed.append((source, documents))


def _read_toml(tree: Tree, path: str, name: str, found: Deployment) -> None:
    if name not in {"pyproject.toml", "pixi.toml", "fly.toml", "railway.toml", "nixpacks.toml"} or not _may_start(
        tree, path, found
    ):
        return
    source = _source(tree, path, found)
    toml = read_toml(source) if source is not None else None
    if isinstance(toml, Toml):  # what is wrong with a manifest is told where the manifest is read
        is_manifest = name in {"pyproject.toml", "pixi.toml"}
        found.commands += tables.task_commands(toml) if is_manifest else tables.fly_commands(toml)
        found.probes += [] if is_manifest else table_probes(toml)


def _source(tree: Tree, path: str, found: Deployment) -> Text | None:
    try:
        source = Text(path, tree.text(path))
    except Unreadable as problem:
        found.problems.append(Problem(f"cannot be read: {problem}", Text(path, "").line(1)))
        return None
    found.files.append(path)
    return source


def _may_start(tree: Tree, path: str, found: Deployment) -> bool:
    return _holds(tree, path, found.starting)


def _holds(tree: Tree, path: str, words: re.Pattern[bytes]) -> bool:
    try:
        return words.search(tree.content(path)) is not None
    except Unreadable:
        return False  # told where the file is read as what it is; a YAML file of other use is nobody's concern


def _with_configuration(tree: Tree, command: StartCommand) -> StartCommand:
    """A gunicorn command with the settings of the file it names, or of the one that gunicorn finds by itself."""
    if command.server != "gunicorn":
        return command
    named = command.options.get("config", "").removeprefix("file:")
    if named.startswith("python:"):
        named = named.removeprefix("python:").replace(".", "/") + ".py"
    base = posixpath.basename(named) if named else "gunicorn.conf.py"
    fitting = list(tree.ending_with(base))
    if not named:
        folders = {*command.search_path, posixpath.dirname(command.location.path)}
        fitting = [path for path in fitting if posixpath.dirname(path) in folders]
    if len(fitting) != 1 and not (named and named in fitting):
        return command
    path = named if named in fitting else fitting[0]
    try:
        settings = settings_in(Text(path, tree.text(path)), dict(command.environment))
    except Unreadable:
        return command
    return configured(command, settings)
