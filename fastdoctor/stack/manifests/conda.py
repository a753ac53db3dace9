"""What a conda environment.yml or a pixi.toml asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fastdoctor.finding import Location
from fastdoctor.pattern import pattern
from fastdoctor.stack.lines import Text
from fastdoctor.stack.manifests.manifest import Manifest
from fastdoctor.stack.requirement import direct_requirement, poetry_requirement, read_requirement
from fastdoctor.stack.toml import Toml, table
from fastdoctor.stack.values import Problem, PythonChoice, Requirement, normalized
from fastdoctor.stack.versions import range_in
from fastdoctor.stack.yaml import Node, mapped, read_yaml

_INCLUDE = pattern(r"(?:-r|--requirement)[\s=]*(\S+)")
_CONDA = pattern(r"(?:[\w./-]+::)?([A-Za-z0-9_.-]+)\s*([=<>!~].*)?")


def read_environment_yaml(source: Text) -> Manifest:
    """The packages of a conda environment, those of its `pip:` list included."""
    documents = read_yaml(source)
    if isinstance(documents, Problem):
        return Manifest(problems=(documents,))
    found: list[Requirement | Problem] = []
    included: list[tuple[str, Location]] = []
    python: PythonChoice | None = None
    for document in documents:
        dependencies = document.get("dependencies")
        for item in dependencies.items if dependencies is not None else ():
            location = source.location(item.start, item.end)
            if item.text is not None:
                requirement = conda_requirement(item.text, location)
                if requirement.name == "python":
                    python = PythonChoice(
                        requirement.specifier, _exact(requirement.specifier), location, "version-file"
                    )
                else:
                    found.append(requirement)
            lines = [*_pip(source, item.get("pip"))]
            included += [(match[1], location) for text, location in lines if (match := _INCLUDE.match(text))]
            found += [read for text, location in lines if (read := _line(text, location)) is not None]
    return Manifest(
        tuple(item for item in found if isinstance(item, Requirement)),
        tuple(item for item in found if isinstance(item, Problem)),
        python,
        includes=tuple(included),
        declares=bool(found or included),
    )


def conda_requirement(text: str, location: Location) -> Requirement:
    """One conda match specification; a build string is left out, a fuzzy `=1.2` is `==1.2.*`."""
    matched = _CONDA.fullmatch(text.strip())
    if matched is None:
        return Requirement(normalized(re.split(r"[\s=<>!~]", text.strip())[0]), "", location)
    specifier = (matched[2] or "").replace(" ", "")
    if re.match(r"=[^=]", specifier):
        version = specifier[1:].partition("=")[0]
        specifier = f"=={version}" if version.endswith("*") else f"=={version}.*"
    elif specifier.startswith("=="):
        specifier = "==" + specifier[2:].partition("=")[0]
    return Requirement(normalized(matched[1]), range_in(specifier) or "", location)


def read_pixi(toml: Toml) -> Manifest:
    """The packages of a pixi.toml, or of the pixi tables of a pyproject.toml."""
    found: list[Requirement | Problem] = []
    root = ("tool", "pixi") if table(toml.data, "tool", "pixi") else ()
    tables: list[tuple[tuple[str, ...], str]] = [((), "")]
    tables += [(("feature", name), name) for name in table(toml.data, *root, "feature")]
    for keys, group in tables:
        for kind in ("dependencies", "pypi-dependencies"):
            path = (*root, *keys, kind)
            for name, value in table(toml.data, *path).items():
                if name != "python":
                    found += _pixi_entry(name, value, toml.location(*path, name, "="), group)
    python = table(toml.data, *root, "dependencies").get("python")
    choice = None
    if isinstance(python, str):
        specifier = conda_requirement(f"python {python}" if python[:1] in "<>=!~" else f"python={python}", Location(""))
        location = toml.location(*root, "dependencies", "python")
        choice = PythonChoice(specifier.specifier, _exact(specifier.specifier), location, "version-file")
    return Manifest(
        tuple(item for item in found if isinstance(item, Requirement)),
        tuple(item for item in found if isinstance(item, Problem)),
        choice,
        declares=bool(found),
    )


def _pixi_entry(name: str, value: object, location: Location, group: str) -> Iterator[Requirement | Problem]:
    if isinstance(value, str):
        text = "" if value == "*" else value if value[:1] in "<>=!~" else f"=={value}"
        from msgspec.structs import replace

        yield replace(conda_requirement(f"{name} {text}", location), group=group)
    elif isinstance(value, Mapping):
        yield from poetry_requirement(name, value, location, group)


def _pip(source: Text, listed: Node | None) -> Iterator[tuple[str, Location]]:
    """The lines of a `pip:` list: conda writes them into a requirements file beside its own."""
    for item in listed.items if listed is not None else ():
        if item.text is not None:
            yield item.text, mapped(source, item).location(0, len(item.text))


def _line(text: str, location: Location) -> Requirement | Problem | None:
    """The requirement of one of these lines; None for options."""
    editable = re.match(r"(?:-e|--editable)[\s=]+(\S+)", text)
    if editable:
        return direct_requirement(editable[1], location) or direct_requirement(f"./{editable[1]}", location)
    return None if text.startswith("-") else read_requirement(text, location)


def _exact(specifier: str) -> str:
    found = re.fullmatch(r"==(3(?:\.[0-9]{1,3}){1,2})(?:\.\*)?", specifier)
    return found[1] if found else ""
