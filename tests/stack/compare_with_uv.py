"""Compare resolved versions with uv's on real manifests: `python -m tests.stack.compare_with_uv FOLDER [SECONDS]`.

Every requirements file and every pyproject.toml below the folder that names a package whose releases are known is
resolved by both, for production (groups and extras left out), on the Python that the project chooses; uv.lock files are
compared with what `uv export --frozen` says. Prints every difference and the totals: "unknown" is what fastdoctor says
nothing about, because a package it does not know brings it along. uv asks the package index and builds nothing; a file
that it cannot resolve so, or in time, is "refused".
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from fastdoctor.files.tree import Tree, Unreadable, read_tree
from fastdoctor.knowledge import releases
from fastdoctor.stack import Stack, read_stacks
from fastdoctor.stack.manifests.requirements_text import read_requirements
from fastdoctor.stack.readers import is_requirements
from tests.proofs.bench.index import current_uv_environment

COMPARED = ("fastapi", "starlette", "pydantic", "uvicorn", "httpx", "sqlmodel", "pydantic-settings", "python-multipart")
_PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==([^\s;]+)", re.MULTILINE)


class Refused(Exception):
    """uv could not resolve a file; the message is the first line of its reason."""


def uv(arguments: list[str], folder: Path, seconds: int) -> str:
    """What uv prints; raises Refused."""
    command = [sys.executable, "-m", "uv", *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=folder, env=current_uv_environment(), timeout=seconds
        )
    except subprocess.TimeoutExpired as slow:
        raise Refused("too slow") from slow
    if done.returncode:
        raise Refused(" ".join(done.stderr.split())[:120])
    return done.stdout


def caps() -> str:
    """Constraints that keep uv from releases later than the data knows."""
    return "".join(f"{name}<={releases.releases(name)[-1]}\n" for name in COMPARED)


def resolved_by_uv(folder: Path, path: str, python: str, seconds: int) -> dict[str, str]:
    """The versions that a fresh install of one manifest gets."""
    with tempfile.TemporaryDirectory() as scratch:
        limits = Path(scratch) / "caps.txt"
        limits.write_text(caps())
        options = ["--no-header", "--no-annotate", "--quiet", "--constraint", str(limits), "--no-build"]
        options += ["--python-version", python, "--python-platform", "linux"]
        text = uv(["pip", "compile", path, *options], folder, seconds)
    return dict(_PINNED.findall(text))


def alone(tree: Tree, path: str) -> Tree:
    """One manifest and what it includes, and what the project says about its Python."""
    kept = set(read_requirements(tree, path).files) if is_requirements(path) else {path}
    folder = path.rpartition("/")[0]
    kept |= {name for name in (f"{folder}/.python-version".lstrip("/"),) if name in tree}
    return Tree.of({name: tree.content(name) for name in kept if name in tree})


def manifests(folder: Path, seconds: int) -> Iterator[tuple[str, str]]:
    """Each manifest with "same", "unknown" and what, "refused" and why, or the differences."""
    tree = read_tree(folder)
    for path in tree.paths:
        if not is_requirements(path) and not path.endswith("pyproject.toml"):
            continue
        try:
            stacks = [found for found in read_stacks(alone(tree, path)) if found.manifests]
        except Unreadable:
            continue
        if len(stacks) != 1 or not any(item.name in COMPARED for item in stacks[0].requirements if not item.group):
            continue
        stack = stacks[0]
        python = stack.python_version or "3.13"
        try:
            expected = resolved_by_uv(folder, path, python, seconds)
        except Refused as problem:
            yield path, f"refused: {problem}"
            continue
        yield path, verdict(for_production(stack), expected, python)


def for_production(stack: Stack) -> Stack:
    """The stack without what groups and extras ask for."""
    return replace(stack, requirements=tuple(item for item in stack.requirements if not item.group), _resolved={})


def verdict(stack: Stack, expected: dict[str, str], python: str) -> str:
    """How a stack's answers stand to the versions that uv installs."""
    wrong, unknown = [], []
    for name in COMPARED:
        found, provided = stack.resolved(name), stack.provides(name)
        if found is not None and found.version != expected.get(name):
            wrong.append(f"{name} {found.version} instead of {expected.get(name)}")
        elif (found is None or provided is None) and name in expected:
            unknown.append(name)
        if provided is not None and provided != (name in expected):
            wrong.append(f"{name} is {'not ' if provided else ''}installed")
    if wrong:
        return f"differs on {python}: {'; '.join(wrong)}"
    return f"unknown: {', '.join(unknown)}" if unknown else "same"


def locks(folder: Path, seconds: int) -> Iterator[tuple[str, str]]:
    """Each uv.lock with "same", "refused" and why, or the packages that uv would install otherwise."""
    tree = read_tree(folder)
    for path in tree.paths:
        if not path.endswith("uv.lock"):
            continue
        root = path.rpartition("/")[0]
        stack = next((found for found in read_stacks(tree) if found.root == root), None)
        options = ["--frozen", "--all-extras", "--all-groups", "--no-hashes", "--no-annotate", "--no-header"]
        try:
            text = uv(["export", *options], folder / root, seconds)
        except Refused as problem:
            yield path, f"refused: {problem}"
            continue
        said = []
        for name, version in sorted(set(_PINNED.findall(text))):
            if stack is not None and version not in {
                package.version for package in stack.locked if package.name == name
            }:
                said.append(f"{name} {version} is not there")
        yield path, f"differs: {'; '.join(said)}" if said else "same"


def main(folder: str, seconds: str = "40") -> None:
    totals: Counter[str] = Counter()
    for project in sorted(path for path in Path(folder).iterdir() if path.is_dir()):
        for kind, found in (("manifest", manifests(project, int(seconds))), ("uv.lock", locks(project, int(seconds)))):
            for path, verdict in found:
                totals[f"{kind}: {verdict.split(':')[0].split(' on ')[0]}"] += 1
                if verdict != "same":
                    print(f"{project.name}/{path}: {verdict}", flush=True)
    for name in sorted(totals):
        print(f"{totals[name]:5} {name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
