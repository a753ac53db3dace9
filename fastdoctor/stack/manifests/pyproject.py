"""What a pyproject.toml asks for: PEP 621, dependency groups, and the tables of Poetry, PDM, Hatch, Flit and uv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from fastdoctor.stack.manifests.conda import read_pixi
from fastdoctor.stack.manifests.manifest import Manifest
from fastdoctor.stack.requirement import poetry_requirement, poetry_specifier, read_requirement
from fastdoctor.stack.toml import Toml, strings, table
from fastdoctor.stack.values import ConsoleScript, Problem, PythonChoice, Requirement, normalized

Found = Requirement | Problem


def read_pyproject(toml: Toml) -> Manifest:
    """Everything a pyproject.toml declares."""
    found = [*_overridden(toml, [*_project(toml), *_groups(toml), *_poetry(toml), *_tools(toml)]), *_limits(toml)]
    if table(toml.data, "tool", "pixi"):
        pixi = read_pixi(toml)
        found += [*pixi.requirements, *pixi.problems]
    workspace = table(toml.data, "tool", "uv", "workspace")
    return Manifest(
        tuple(item for item in found if isinstance(item, Requirement)),
        tuple(item for item in found if isinstance(item, Problem)),
        _python(toml),
        normalized(
            str(table(toml.data, "project").get("name") or table(toml.data, "tool", "poetry").get("name") or "")
        ),
        tuple(sorted(map(normalized, table(toml.data, "project", "optional-dependencies")))),
        _is_library(toml.data),
        tuple(item for _, item in strings(workspace.get("members"))),
        tuple(item for _, item in strings(workspace.get("exclude"))),
        tuple(_scripts(toml)),
        declares=_declares(toml.data),
    )


def _declares(data: Mapping[str, Any]) -> bool:
    named = ("poetry", "flit", "pdm")
    return bool(
        "project" in data
        or "dependency-groups" in data
        or any(key in table(data, "tool") for key in named)
        or table(data, "tool", "hatch", "envs")
        or table(data, "tool", "uv").keys() & {"dev-dependencies", "workspace", "sources"}
        or table(data, "tool", "rye")
        or table(data, "tool", "pixi")
    )


def _scripts(toml: Toml) -> Iterator[ConsoleScript]:
    for keys in (("project",), ("tool", "poetry"), ("tool", "flit")):
        for name, value in table(toml.data, *keys, "scripts").items():
            target = value.get("reference") or value.get("callable") if isinstance(value, Mapping) else value
            if isinstance(target, str):
                yield ConsoleScript(name, target.partition("[")[0].strip(), toml.location(*keys, "scripts", name))


def _array(toml: Toml, group: str, *path: str) -> Iterator[Found]:
    value = table(toml.data, *path[:-1]).get(path[-1])
    if value is not None and not isinstance(value, list):
        yield Problem(f"`{'.'.join(path)}` is no list", toml.location(*path))
    for index, text in strings(value):
        yield read_requirement(text, toml.location(*path, index), group)


def _project(toml: Toml) -> Iterator[Found]:
    yield from _array(toml, "", "project", "dependencies")
    for extra in table(toml.data, "project", "optional-dependencies"):
        yield from _array(toml, extra, "project", "optional-dependencies", extra)


def _groups(toml: Toml) -> Iterator[Found]:
    for group in table(toml.data, "dependency-groups"):
        yield from _group(toml, group, group, frozenset())


def _group(toml: Toml, name: str, group: str, seen: frozenset[str]) -> Iterator[Found]:
    """The requirements of a PEP 735 group; included groups count as its own."""
    yield from _array(toml, group, "dependency-groups", name)
    known = {normalized(key): key for key in table(toml.data, "dependency-groups")}
    entries = table(toml.data, "dependency-groups").get(name)
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        wanted = entry.get("include-group") if isinstance(entry, dict) else None
        included = known.get(normalized(wanted)) if isinstance(wanted, str) else None
        if included is not None and included not in seen and included != name:
            yield from _group(toml, included, group, seen | {name})
        elif isinstance(wanted, str) and included is None:
            location = toml.location("dependency-groups", name, index)
            yield Problem(f"`{name}` includes the group `{wanted}`, which is not there", location)


def _poetry(toml: Toml) -> Iterator[Found]:
    poetry = table(toml.data, "tool", "poetry")
    if not poetry:
        return
    tables: list[tuple[tuple[str, ...], str]] = [(("dependencies",), ""), (("dev-dependencies",), "dev")]
    tables += [(("group", group, "dependencies"), group) for group in table(poetry, "group")]
    declared = {item.name for item in _project(toml) if isinstance(item, Requirement) and not item.group}
    extras = {
        normalized(name): extra
        for extra, names in table(poetry, "extras").items()
        for _, name in strings(names)
    }  # fmt: skip
    for keys, group in tables:
        for name, value in table(poetry, *keys).items():
            if name.lower() == "python":
                continue
            location = toml.location("tool", "poetry", *keys, name, "=")
            for found in poetry_requirement(name, value, location, group):
                if isinstance(found, Requirement) and found.name in declared and not found.url and not found.specifier:
                    continue  # Poetry 2 adds only the source of a dependency that [project] declares
                yield _in_extra(found, extras)


def _in_extra(found: Found, extras: Mapping[str, str]) -> Found:
    if isinstance(found, Requirement) and found.group.startswith("optional:"):
        return replace(found, group=extras.get(found.name, found.group))
    return found


def _tools(toml: Toml) -> Iterator[Found]:
    yield from _array(toml, "dev", "tool", "uv", "dev-dependencies")
    yield from _array(toml, "dev", "tool", "rye", "dev-dependencies")
    for group in table(toml.data, "tool", "pdm", "dev-dependencies"):
        path = ("tool", "pdm", "dev-dependencies", group)
        for index, text in strings(table(toml.data, *path[:-1]).get(group)):
            plain = text.removeprefix("-e ").strip()  # PDM marks editable ones as pip does
            yield read_requirement(plain, toml.location(*path, index), group)
    for name, environment in table(toml.data, "tool", "hatch", "envs").items():
        for key in ("dependencies", "extra-dependencies"):
            if isinstance(environment, Mapping) and key in environment:
                yield from _array(toml, f"hatch:{name}", "tool", "hatch", "envs", name, key)
    yield from _array(toml, "", "tool", "flit", "metadata", "requires")
    for extra in table(toml.data, "tool", "flit", "metadata", "requires-extra"):
        yield from _array(toml, extra, "tool", "flit", "metadata", "requires-extra", extra)


def _overridden(toml: Toml, found: list[Found]) -> Iterator[Found]:
    """The requirements as uv takes them: what it overrides has the override's specifier instead of its own."""
    listed = _array(toml, "", "tool", "uv", "override-dependencies")
    overrides = {item.name: item.specifier for item in listed if isinstance(item, Requirement)}
    for item in found:
        if isinstance(item, Requirement) and item.name in overrides:
            yield replace(item, specifier=overrides[item.name])
        else:
            yield item


def _limits(toml: Toml) -> Iterator[Found]:
    """What uv limits without asking for it."""
    for item in _array(toml, "", "tool", "uv", "constraint-dependencies"):
        yield replace(item, constraint=True) if isinstance(item, Requirement) else item


def _python(toml: Toml) -> PythonChoice | None:
    required = table(toml.data, "project").get("requires-python")
    if isinstance(required, str):
        return PythonChoice(required, "", toml.location("project", "requires-python"), "requires-python")
    poetry = table(toml.data, "tool", "poetry", "dependencies").get("python")
    if isinstance(poetry, str):
        location = toml.location("tool", "poetry", "dependencies", "python")
        return PythonChoice(poetry_specifier(poetry) or "", "", location, "requires-python")
    return None


def _is_library(data: Mapping[str, Any]) -> bool:
    """Whether the project is made to be installed by others: it says so, or is built for an index."""
    classifiers = [text for _, text in strings(table(data, "project").get("classifiers"))]
    classifiers += [text for _, text in strings(table(data, "tool", "poetry").get("classifiers"))]
    if any(
        text.startswith(("Intended Audience :: Developers", "Topic :: Software Development")) for text in classifiers
    ):
        return True
    private = any(text.startswith("Private ::") for text in classifiers)
    published = bool(table(data, "project", "urls")) and "build-system" in data and "license" in table(data, "project")
    return published and not private
