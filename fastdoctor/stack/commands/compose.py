"""Which servers the services of a compose file start."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from fastdoctor.files.environment import read_environment
from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.pattern import pattern
from fastdoctor.stack.commands.arguments import Argument, CommandLine
from fastdoctor.stack.commands.containers import Image, context_of, folders_at, in_scripts, started
from fastdoctor.stack.commands.images import Building
from fastdoctor.stack.commands.purpose import is_for_development
from fastdoctor.stack.commands.servers import SCRIPT, is_known
from fastdoctor.stack.commands.shell_lines import Surroundings, scripts_of
from fastdoctor.stack.commands.values import environment_of, listed, place, variable_places, words_of, written
from fastdoctor.stack.lines import Text
from fastdoctor.stack.values import StartCommand
from fastdoctor.stack.yaml import Node

_DEEPEST_EXTENSION = 10
_HERE = pattern(r"^\$(?:PWD\b|\{PWD\})")


class Service(Struct, frozen=True):
    """One service of a compose file, as far as starting a server is concerned."""

    name: str
    node: Node
    environment: Mapping[str, str]
    development: bool
    image: Image | None
    stage: Building | None


def compose_commands(
    tree: Tree,
    source: Text,
    documents: tuple[Node, ...],
    images: Mapping[str, Image],
    programs: Container[str] = (),
) -> Iterator[StartCommand]:
    """The servers, or console scripts, that the services of a compose file start with a command of their own."""
    for name, node in _services(documents):
        yield from _service_commands(tree, source, _service(tree, source, name, node, images), programs)


def built_files(source: Text, documents: tuple[Node, ...]) -> Iterator[str]:
    """The Dockerfiles that a compose file builds."""
    for _, node in _services(documents):
        path = _dockerfile(source, node)
        if path is not None:
            yield path


def extended_files(source: Text, documents: tuple[Node, ...]) -> Iterator[str]:
    """The other compose files whose services those of a compose file extend."""
    for _, node in _services(documents):
        name = node.scalar("extends", "file")
        if name:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(source.path), name))


def _services(documents: tuple[Node, ...]) -> Iterator[tuple[str, Node]]:
    """The services of a compose file, each with what it has from the one of the same file that it extends."""
    for document in documents:
        services = document.get("services")
        written = dict(services.entries()) if services is not None else {}
        whole: dict[str, tuple[Node, int]] = {}
        for name in written:
            yield name, _extended(name, written, whole, ())[0]


def _extended(
    name: str, written: Mapping[str, Node], whole: dict[str, tuple[Node, int]], below: tuple[str, ...]
) -> tuple[Node, int]:
    """A service with what it extends, and how many others that are; `whole` has those that are known."""
    if name not in whole:
        node = written[name]
        extended = node.get("extends")
        base = (extended.text or extended.scalar("service") or "") if extended is not None else ""
        here = base in written and node.get("extends", "file") is None
        if here and base not in (*below, name) and len(below) < _DEEPEST_EXTENSION:
            merged, depth = _extended(base, written, whole, (*below, name))
            if depth < _DEEPEST_EXTENSION:
                whole[name] = (_merged(node, merged), depth + 1)
        whole.setdefault(name, (node, 0))
    return whole[name]


def _merged(node: Node, base: Node) -> Node:
    """A service with what the one below it says besides; variables of both count."""
    own, below = node.get("environment"), base.get("environment")
    pairs = [*node.pairs, (Node(node.start, node.start, "<<"), base)]
    if own is not None and below is not None and own.pairs and below.pairs:
        pairs.append((Node(own.start, own.start, "environment"), _merged(own, below)))
    return replace(node, pairs=tuple(pairs))


def _service(tree: Tree, source: Text, name: str, node: Node, images: Mapping[str, Image]) -> Service:
    profiles = node.get("profiles")
    names = [item.text or "" for item in profiles.items] if profiles is not None else []
    environment = {**_env_files(tree, source, node), **environment_of(node.get("environment"))}
    path = _dockerfile(source, node)
    image = images.get(path) if path is not None else None
    stage = _stage(image, node.scalar("build", "target"))
    target = node.scalar("build", "target") or ""
    development = is_for_development(source.path, name, target, *names)
    folder = node.scalar("working_dir") or (stage.working_directory if stage else "")
    # whoever mounts the source over the image is working on it
    mounted = bool(_mounted(source, node, folder)) or _mounts_code(tree, source, node)
    return Service(name, node, environment, development or mounted, image, stage)


def _service_commands(tree: Tree, source: Text, service: Service, programs: Container[str]) -> Iterator[StartCommand]:
    command, entrypoint = service.node.get("command"), service.node.get("entrypoint")
    if command is None and entrypoint is None:
        return
    stage = service.stage
    folder = service.node.scalar("working_dir") or (stage.working_directory if stage else "")
    environment = {**(stage.environment if stage else {}), **service.environment}
    around = Surroundings("compose", environment, folder, service.development)
    commands = _commands(tree, source, service, around, command, entrypoint)
    found = [item for item in commands if is_known(item, programs)]
    variables = variable_places(source, service.node.get("environment"))
    for item in found:
        yield replace(
            item,
            service=service.name,
            search_path=_search_path(tree, source, service, folder),
            shares_network=service.node.get("network_mode") is not None,
            locations={**item.locations, **variables},
        )


def _commands(
    tree: Tree, source: Text, service: Service, around: Surroundings, command: Node | None, entrypoint: Node | None
) -> Iterator[StartCommand]:
    nodes = [node for node in (entrypoint, command) if node is not None]
    if len(nodes) == 1 and nodes[0].text is not None:
        direct = list(written(source, nodes[0], around, splits=True))
        yield from direct
        if all(command.server == SCRIPT for command in direct):
            names = (word for word in nodes[0].text.split() if word.endswith(".sh"))
            yield from in_scripts(tree, source.path, names, around, place(source, nodes[0]))
        return
    if all(node.items for node in nodes):
        direct = list(listed(source, nodes, around))
        yield from direct
        if all(command.server == SCRIPT for command in direct):
            line = _line(source, nodes, around)
            yield from in_scripts(tree, source.path, scripts_of(line), around, line.location)
        return
    for node in nodes:
        yield from (
            written(source, node, around, splits=True) if node.text is not None else listed(source, [node], around)
        )


def _line(source: Text, nodes: list[Node], around: Surroundings) -> CommandLine:
    words: list[Argument] = [word for node in nodes for word in words_of(source, node)]
    return CommandLine(tuple(words), place(source, nodes[-1]), "", around.kind, "exec", around.environment)


def _dockerfile(source: Text, node: Node) -> str | None:
    """The path of the Dockerfile that a service builds, None where it builds none."""
    build = node.get("build")
    if build is None:
        return None
    context = build.text if build.text is not None else build.scalar("context") or "."
    name = build.scalar("dockerfile") or "Dockerfile"
    return posixpath.normpath(posixpath.join(posixpath.dirname(source.path), context, name))


def _stage(image: Image | None, target: str | None) -> Building | None:
    if image is None or not image.building:
        return None
    return next((stage for stage in image.building if target and stage.name == target), image.building[-1])


def _env_files(tree: Tree, source: Text, node: Node) -> dict[str, str]:
    """The variables of the env files that a service names."""
    listed = node.get("env_file")
    if listed is None:
        return {}
    found: dict[str, str] = {}
    for item in listed.items or (listed,):
        name = item.text or item.scalar("path") or ""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source.path), name))
        try:
            found |= read_environment(tree.text(path)) if name and path in tree else {}
        except Unreadable:
            continue  # an env file that is no text sets nothing that could be read
    return found


def _search_path(tree: Tree, source: Text, service: Service, folder: str) -> tuple[str, ...]:
    """The folders where the server of a service looks for modules: what is mounted there, else what is copied."""
    found = _mounted(source, service.node, folder)
    if found or service.stage is None or service.image is None:
        return found
    return folders_at(tree, context_of(tree, service.image.path, service.stage), service.stage, folder)


def _mounted(source: Text, node: Node, folder: str) -> tuple[str, ...]:
    """The folders of the repository that a service mounts where it works."""
    found = []
    volumes = node.get("volumes")
    for item in volumes.items if volumes is not None else ():
        host, target = _mount(item)
        host = _HERE.sub(".", host)
        relative = posixpath.relpath(folder or "/", target) if target.startswith("/") else ".."
        if host.startswith(".") and not relative.startswith(".."):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(source.path), host, relative))
            found.append("" if path == "." else path)
    return tuple(dict.fromkeys(found))


def _mounts_code(tree: Tree, source: Text, node: Node) -> bool:
    """Whether a service mounts the whole folder that compose is run in, or one of the repository with Python files."""
    volumes = node.get("volumes")
    hosts = [_HERE.sub(".", _mount(item)[0]) for item in (volumes.items if volumes is not None else ())]
    if any(host.rstrip("/") in {".", ".."} for host in hosts):
        return True
    here = posixpath.dirname(source.path)
    folders = [posixpath.normpath(posixpath.join(here, host)) for host in hosts if host.startswith(".")]
    prefixes = tuple("" if folder == "." or folder.startswith("..") else f"{folder}/" for folder in folders)
    return any(path.endswith(".py") and path.startswith(prefixes) for path in tree.paths) if prefixes else False


def _mount(item: Node) -> tuple[str, str]:
    if item.text is not None:
        host, _, rest = item.text.partition(":")
        return host, rest.partition(":")[0]
    return item.scalar("source") or "", item.scalar("target") or ""


def inherited_commands(
    tree: Tree,
    source: Text,
    documents: tuple[Node, ...],
    images: Mapping[str, Image],
    programs: Container[str] = (),
) -> Iterator[StartCommand]:
    """The servers of images that a compose file starts as they are, with the variables of its services."""
    for name, node in _services(documents):
        service = _service(tree, source, name, node, images)
        if service.stage is None or service.image is None or node.get("command") or node.get("entrypoint"):
            continue
        stage = replace(service.stage, environment={**service.stage.environment, **service.environment})
        commands = started(tree, service.image.path, stage, service.development)
        known = [command for command in commands if is_known(command, programs)]
        folders = _search_path(tree, source, service, stage.working_directory) if known else ()
        for found in known:
            yield replace(
                found,
                service=name,
                called_from=place(source, node),
                caller="compose",
                search_path=folders,
                shares_network=node.get("network_mode") is not None,
                locations={**found.locations, **variable_places(source, node.get("environment"))},
            )
