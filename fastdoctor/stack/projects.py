"""Which projects a tree holds, and what each of them declares: the nearest manifest wins."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from fastdoctor.files.above import has_lock_above
from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.stack.commands.reading import read_deployment
from fastdoctor.stack.deployed import Deployed, deployments
from fastdoctor.stack.environment import environment_beside, read_environment
from fastdoctor.stack.lines import Text, unread
from fastdoctor.stack.locks.tables import Lock
from fastdoctor.stack.manifests.manifest import Manifest
from fastdoctor.stack.manifests.requirements_text import read_requirements
from fastdoctor.stack.manifests.script_header import MARK, read_script_header
from fastdoctor.stack.python_choice import read_python_choice
from fastdoctor.stack.readers import LOCKS, MANIFESTS, is_python_file, is_requirements, is_wheel_metadata
from fastdoctor.stack.stack import Stack
from fastdoctor.stack.values import LockedPackage, OddEncoding, Problem, PythonChoice, Requirement, normalized
from fastdoctor.stack.workflow_pythons import workflow_pythons

_MOST_PROGRAMS = 500
"""Console scripts that are looked for in commands."""
_SATELLITES = frozenset(
    {"requirements", "reqs", "requirement", "docs", "doc", "tests", "test", "docker", "deploy", "deployment"}
    | {"scripts", "ci", ".github", ".devcontainer", "build", "tools", "config"}
)
"""Folders whose requirements files belong to the project above them."""
_PRODUCTION = frozenset(
    {"", "base", "prod", "production", "main", "common", "core", "app", "api", "server", "web", "lock", "all"}
    | {"backend", "deploy", "runtime", "default", "min", "docker", "frozen"}
)


class _Folder(Struct):
    """The files of one project folder, by what they are."""

    manifests: list[str] = field(default_factory=list)
    requirements: list[str] = field(default_factory=list)
    locks: list[str] = field(default_factory=list)
    pythons: list[str] = field(default_factory=list)


def read_stacks(tree: Tree, environment: Path | None = None) -> tuple[Stack, ...]:
    """One stack for each folder with a manifest or lock, sorted by folder; `environment` is an installed one."""
    folders = _folders(tree)
    manifests = {path: _manifest(tree, path) for folder in folders.values() for path in folder.manifests}
    folders = {root: folder for root, folder in folders.items() if _is_project(folder, manifests)}
    scripts = _scripts(tree)
    for path in scripts:
        if not _has_project(path, folders):
            folders.setdefault(posixpath.dirname(path), _Folder()).manifests.append(path)
            manifests[path] = scripts[path]
    locks = {path: _lock(tree, path) for folder in folders.values() for path in folder.locks}
    programs = tuple(script for manifest in manifests.values() for script in manifest.scripts)[:_MOST_PROGRAMS]
    deployed = deployments(read_deployment(tree, programs), tuple(folders))
    own = frozenset(manifest.name for manifest in manifests.values() if manifest.name)
    return tuple(
        _stack(tree, root, folders, manifests, locks, environment, deployed.get(root, Deployed()), own)
        for root in sorted({*folders, *deployed})
    )


def _scripts(tree: Tree) -> dict[str, Manifest]:
    """The scripts that state their own requirements."""
    found: dict[str, Manifest] = {}
    for path in tree.words.holding((MARK,), tuple(path for path in tree.paths if path.endswith(".py"))):
        try:
            manifest = read_script_header(Text(path, tree.text(path)))
        except Unreadable:
            continue  # told where the module is read
        if manifest is not None and manifest.declares:
            found[path] = manifest
    return found


def _has_project(path: str, folders: Mapping[str, _Folder]) -> bool:
    folder = posixpath.dirname(path)
    while folder and folder not in folders:
        folder = posixpath.dirname(folder)
    return folder in folders


def group_of(path: str) -> str:
    """The group that a requirements file's name stands for, "" for production: "requirements-dev.txt" -> "dev"."""
    stem = posixpath.basename(path).rsplit(".", 1)[0].lower()
    words = [
        word
        for word in re.split(r"[^a-z0-9]+", stem)
        if word and not re.fullmatch(r"requirements?|reqs?|py\d*|\d+", word)
    ]
    folder = posixpath.basename(posixpath.dirname(path)).lower()
    if folder in {"docs", "doc", "tests", "test", "ci", ".github", ".devcontainer", "tools", "scripts"}:
        words.append(folder)
    named = [word for word in words if word not in _PRODUCTION]
    return "-".join(named)


def _folders(tree: Tree) -> dict[str, _Folder]:
    folders: dict[str, _Folder] = {}
    wheels: dict[str, list[str]] = {}
    for path in tree.paths:
        folder, name = posixpath.split(path)
        if name == "METADATA":
            if is_wheel_metadata(path):
                wheels.setdefault(posixpath.dirname(folder), []).append(path)
        elif name in MANIFESTS:
            folders.setdefault(folder, _Folder()).manifests.append(path)
        elif name in LOCKS or fnmatch(name, "pylock.*.toml"):
            folders.setdefault(folder, _Folder()).locks.append(path)
        elif is_requirements(path):
            folders.setdefault(_owner(folder), _Folder()).requirements.append(path)
        elif is_python_file(name):
            folders.setdefault(folder, _Folder()).pythons.append(path)
    for folder, unpacked in wheels.items():
        if len(unpacked) == 1 and folder not in folders:  # several are an environment
            folders[folder] = _Folder(manifests=unpacked)
    return folders


def _owner(folder: str) -> str:
    """The folder of the project that a requirements file in a folder belongs to."""
    parts = folder.split("/")
    if "docker" in parts:
        return "/".join(parts[: parts.index("docker")])
    while posixpath.basename(folder).lower() in _SATELLITES:
        folder = posixpath.dirname(folder)
    return folder


def _is_project(folder: _Folder, manifests: Mapping[str, Manifest]) -> bool:
    return bool(folder.requirements or folder.locks or any(manifests[path].declares for path in folder.manifests))


def _manifest(tree: Tree, path: str) -> Manifest:
    try:
        source = Text(path, tree.text(path))
    except Unreadable as problem:
        return Manifest(problems=(unread(path, problem),))
    return MANIFESTS[posixpath.basename(path)](source)


def _lock(tree: Tree, path: str) -> Lock:
    try:
        source = Text(path, tree.text(path))
    except Unreadable as problem:
        return Lock(path, (), (unread(path, problem),), complete=False)
    reader = LOCKS.get(posixpath.basename(path), LOCKS["pylock.toml"])
    return reader(source)


def _stack(
    tree: Tree,
    root: str,
    folders: Mapping[str, _Folder],
    manifests: Mapping[str, Manifest],
    locks: Mapping[str, Lock],
    environment: Path | None,
    deployed: Deployed,
    in_repository: frozenset[str],
) -> Stack:
    folder = folders.get(root, _Folder())
    own = [manifests[path] for path in folder.manifests]
    requirements: list[Requirement] = [item for manifest in own for item in manifest.requirements]
    requirements += deployed.requirements
    problems: list[Problem] = [item for manifest in own for item in manifest.problems]
    complete = not problems
    problems += deployed.problems
    files = [*folder.manifests, *folder.pythons, *deployed.files]
    encodings: list[OddEncoding] = []
    generated: list[str] = []
    included = [posixpath.normpath(posixpath.join(root, name)) for manifest in own for name, _ in manifest.includes]
    # what production installs counts for production, also where a file for development includes it
    for path in (*included, *sorted(folder.requirements, key=lambda path: group_of(path) != "")):
        if path in files:
            continue  # another file includes it; it counts in that file's group
        found = read_requirements(tree, path, "" if path in included else group_of(path))
        known = set(requirements)
        counted = {item.location for item in requirements if not item.group}
        requirements += [item for item in found.requirements if item not in known and item.location not in counted]
        problems += found.problems
        encodings += found.encodings
        generated += [path] if found.generated else []
        complete = complete and not found.problems
        files += found.files
    name = next((manifest.name for manifest in own if manifest.name), "")
    requirements = [
        replace(item, url=f"./{item.name}") if item.name in in_repository - {name} and not item.url else item
        for item in requirements
    ]
    workspace = _workspace_of(root, folders, manifests)
    shared = _shared_groups(folders[workspace], manifests) if workspace is not None else []
    requirements += shared
    applying = [locks[path] for path in _locks_for(root, workspace, folders)]
    problems += [problem for lock in applying for problem in lock.problems]
    pythons = [manifest.python for manifest in own if manifest.python is not None]
    pythons += deployed.pythons
    pythons += [choice for path in folder.pythons if (choice := _python(tree, path)) is not None]
    return Stack(
        root,
        name,
        tuple(requirements),
        tuple(applying),
        tuple(package for lock in applying for package in _members(lock, root, name, shared)),
        read_environment(environment) if environment is not None else (),
        environment_beside(tree.root, root) if environment is None else None,
        commands=deployed.commands,
        images=deployed.images,
        problems=_sorted(item for item in problems if not item.may_be_right),
        notes=_sorted([*deployed.notes, *(item for item in problems if item.may_be_right)]),
        proxies=deployed.proxies,
        probes=deployed.probes,
        encodings=tuple(sorted(set(encodings))),
        generated=tuple(generated),
        pythons=tuple(pythons),
        workflow_pythons=() if root else workflow_pythons(tree),
        manifests=(*(path for path in folder.manifests if manifests[path].declares), *folder.requirements),
        files=tuple(sorted({*files, *(lock.path for lock in applying)})),
        is_library=any(manifest.is_library for manifest in own),
        complete=complete and all(lock.complete for lock in applying),
        lock_above=has_lock_above(tree.root),
    )


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems), key=lambda item: (item.location, item.message)))


def _python(tree: Tree, path: str) -> PythonChoice | None:
    try:
        return read_python_choice(Text(path, tree.text(path)))
    except Unreadable:
        return None  # a file of one line that says nothing readable says nothing


def _locks_for(root: str, workspace: str | None, folders: Mapping[str, _Folder]) -> list[str]:
    """The locks of a project: those beside it, else that of the workspace that it is a member of."""
    own = folders[root].locks if root in folders else []
    if own or workspace is None:
        return own
    return [path for path in folders[workspace].locks if path.endswith("uv.lock")]


def _workspace_of(root: str, folders: Mapping[str, _Folder], manifests: Mapping[str, Manifest]) -> str | None:
    """The folder of the uv workspace that a project is a member of, None where it is of none."""
    above = root if root in folders else ""
    while above:
        above = posixpath.dirname(above)
        folder = folders.get(above)
        if folder is not None and any(_is_member(root, above, manifests[path]) for path in folder.manifests):
            return above
    return None


def _shared_groups(folder: _Folder, manifests: Mapping[str, Manifest]) -> list[Requirement]:
    """The dependency groups of a workspace's root: uv installs them beside all members when it syncs the root."""
    return [
        item
        for path in folder.manifests
        for item in manifests[path].requirements
        if item.group and normalized(item.group) not in manifests[path].extras and ":" not in item.group
    ]


def _is_member(root: str, above: str, workspace: Manifest) -> bool:
    relative = posixpath.relpath(root, above or ".")
    matching = any(fnmatch(relative, pattern.rstrip("/")) for pattern in workspace.workspace_members)
    return matching and not any(fnmatch(relative, pattern.rstrip("/")) for pattern in workspace.workspace_excluded)


def _members(lock: Lock, root: str, name: str, shared: Iterable[Requirement]) -> Iterable[LockedPackage]:
    """The packages of a lock that a project and its workspace's groups reach; all where the lock serves only one."""
    members = [package for package in lock.packages if package.root is not None]
    own = [package for package in members if package.name == normalized(name)]
    if len(members) < 2 or not own or posixpath.dirname(lock.path) == root:
        return lock.packages
    requires: dict[str, set[str]] = {}
    for package in lock.packages:
        requires.setdefault(package.name, set()).update(package.requires)
    reached = list(dict.fromkeys((own[0].name, *(item.name for item in shared))))
    for current in reached:
        reached += sorted(requires.get(current, set()) - set(reached))
    return tuple(package for package in lock.packages if package.name in set(reached))
