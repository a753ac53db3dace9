"""Which servers Kubernetes manifests, Helm charts, workflows, Taskfiles and platform files start."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from fastdoctor.stack.commands.purpose import is_for_development
from fastdoctor.stack.commands.shell_lines import Surroundings
from fastdoctor.stack.commands.templates import is_open
from fastdoctor.stack.commands.values import environment_of, listed, variable_places, written
from fastdoctor.stack.lines import Text
from fastdoctor.stack.values import FileKind, StartCommand
from fastdoctor.stack.yaml import Node

_DEEPEST = 40
_MOST = 20_000
"""Values of one document that are looked at; anchors can make a small file endless."""
_PLATFORM_KEYS = frozenset(
    {
        "startCommand",
        "start_command",
        "run_command",
        "dockerCommand",
        "entrypoint",
        "command",
        "start",
        "cmd",
        "preDeploy",
    }
)
"""Where the files of Render, Railway, App Engine, DigitalOcean and others put a command."""


def kubernetes_commands(source: Text, documents: tuple[Node, ...], kind: FileKind) -> Iterator[StartCommand]:
    """The servers of containers, wherever a manifest or a chart's values nest them."""
    development = is_for_development(source.path)
    for document in documents:
        sharing = set(_sharing(document))
        for node in _mappings(document):
            command, arguments = node.get("command"), node.get("args")
            nodes = [item for item in (command, arguments) if item is not None and item.items]
            if not nodes or any(item is not None and is_open(item.text) for item in (command, arguments)):
                continue
            around = Surroundings(kind, environment_of(node.get("env")), node.scalar("workingDir") or "", development)
            variables = variable_places(source, node.get("env"))
            for found in listed(source, nodes, around):
                yield replace(
                    found,
                    service=node.scalar("name") or "",
                    shares_network=id(node) in sharing,
                    locations={**found.locations, **variables},
                )


def _sharing(document: Node) -> Iterator[int]:
    """The containers of pods that have several, or the network of their machine."""
    for node in _mappings(document):
        listed = node.get("containers")
        if listed is not None and (len(listed.items) > 1 or node.scalar("hostNetwork") == "true"):
            yield from map(id, listed.items)


def containers(documents: tuple[Node, ...]) -> Iterator[Node]:
    """The containers of manifests: mappings with a name and an image."""
    for document in documents:
        for node in _mappings(document):
            if node.get("image") is not None and node.get("name") is not None:
                yield node


def workflow_commands(source: Text, documents: tuple[Node, ...]) -> Iterator[StartCommand]:
    """The servers that steps of a GitHub or GitLab workflow start; they serve tests, unless a job deploys."""
    for document in documents:
        shared = environment_of(document.get("env")) | environment_of(document.get("variables"))
        jobs = document.get("jobs") or document
        for name, job in jobs.entries():
            deploys = any(word in f"{source.path} {name}".lower() for word in ("deploy", "release", "publish"))
            around = Surroundings("workflow", {**shared, **environment_of(job.get("env"))}, "", not deploys)
            for node in _steps(job):
                for found in written(source, node, around):
                    yield replace(found, service=name)


def taskfile_commands(source: Text, documents: tuple[Node, ...]) -> Iterator[StartCommand]:
    """The servers that the tasks of a Taskfile start."""
    for document in documents:
        shared = environment_of(document.get("env"))
        tasks = document.get("tasks")
        for name, task in tasks.entries() if tasks is not None else ():
            deploys = {"prod", "production", "deploy", "release", "live"} & set(re.split(r"[^a-z0-9]+", name.lower()))
            environment = {**shared, **environment_of(task.get("env"))}
            around = Surroundings("task", environment, task.scalar("dir") or "", not deploys)
            for node in _task_texts(task):
                for found in written(source, node, around):
                    yield replace(found, service=name)


def _task_texts(task: Node) -> Iterator[Node]:
    """The texts of a task: itself, its `cmd`, its `cmds`, each plain or as a mapping with `cmd`."""
    listed = task.get("cmds")
    for node in (task, task.get("cmd"), *(listed.items if listed is not None else task.items)):
        for inner in (node, node.get("cmd")) if node is not None else ():
            if inner is not None and inner.text:
                yield inner


def platform_commands(source: Text, documents: tuple[Node, ...]) -> Iterator[StartCommand]:
    """The servers of a platform's file in YAML: render.yaml, app.yaml, and their like."""
    development = is_for_development(source.path)
    for document in documents:
        for node in _mappings(document):
            variables = environment_of(node.get("envVars")) | environment_of(node.get("env_variables"))
            around = Surroundings("platform", variables | environment_of(node.get("envs")), "", development)
            for key, value in node.entries():
                if key not in _PLATFORM_KEYS:
                    continue
                found = written(source, value, around) if value.text is not None else listed(source, [value], around)
                for command in found:
                    yield replace(command, service=node.scalar("name") or "")


def _steps(job: Node) -> Iterator[Node]:
    steps = job.get("steps")
    for step in steps.items if steps is not None else ():
        run = step.get("run")
        if run is not None and run.text is not None:
            yield run
    for key in ("before_script", "script", "after_script"):
        script = job.get(key)
        if script is not None:
            yield from (node for node in (script.items or (script,)) if node.text is not None)


def _mappings(document: Node) -> Iterator[Node]:
    """Every mapping of a document, each once however often anchors repeat it."""
    waiting = [(document, 0)]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST:
        node, depth = waiting.pop(0)
        if id(node) in seen or depth > _DEEPEST:
            continue
        seen.add(id(node))
        if node.pairs:
            yield node
        waiting += [(value, depth + 1) for _, value in node.pairs] + [(item, depth + 1) for item in node.items]
