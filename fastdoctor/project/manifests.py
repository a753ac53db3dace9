"""Which edits change what a project's manifests declare, in the manner of each file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fastdoctor.finding import Edit, Location, Region
from fastdoctor.pattern import pattern
from fastdoctor.stack.readers import is_written_by_a_tool

if TYPE_CHECKING:
    from fastdoctor.project.project import Project
    from fastdoctor.stack.values import Requirement

_REQUIREMENTS = pattern(r"(?:^|/)[^/]*requirements[^/]*\.(?:txt|in)$|(?:^|/)requirements/[^/]+\.(?:txt|in)$")
_NAMED = pattern(r"""(["']?)(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(?P<extras>\s*\[[^\]]*\])?(?P<rest>[^;"'\\#]*)""")


def added(project: Project, package: str, beside: Iterable[str] = ("fastapi",)) -> tuple[Edit, ...]:
    """One more requirement ("python-multipart"), in every manifest that declares the first known one of `beside`.

    () where a lock decides what is installed, or no file is of a kind that people write and that is known here.
    """
    if project.stack.locks or project.stack.installed:
        return ()
    for name in beside:
        declared = [item for item in project.stack.declared(name) if not item.constraint]
        production = [item for item in declared if not item.group] or declared[:1]
        first = {item.location.path: item for item in reversed(production)}
        edits = (_after(project, first[path], package) for path in sorted(first))
        found = tuple(edit for edit in edits if edit is not None)
        if found:
            return found
    return ()


def respecified(project: Project, requirement: Requirement, name: str, specifier: str) -> tuple[Edit, ...]:
    """A requirement with another name and specifier (`"{name}{extras}{specifier}"`); marker and extras stay.

    () for what is no plain PEP 508 text in a file that people write.
    """
    line = _text(project, requirement.location)
    found = _NAMED.match(line)
    if found is None or not _is_pep_508(project, requirement) or requirement.url:
        return ()
    region = requirement.location.region
    start = region.start_column + found.start("name")
    end = region.start_column + len(line[: found.end("rest")].rstrip())
    place = Location(requirement.location.path, Region(region.start_line, start, region.start_line, end))
    return (Edit(place, f"{name}{found['extras'] or ''}{specifier}"),)


def with_extra(project: Project, requirement: Requirement, old: str, new: str) -> tuple[Edit, ...]:
    """A requirement with another of its extras, for one that has no more than this."""
    text, region = _text(project, requirement.location), requirement.location.region
    found = _NAMED.match(text)
    if found is None or (found["extras"] or "").strip() != f"[{old}]" or not _is_pep_508(project, requirement):
        return ()
    start = region.start_column + text.index(f"[{old}]") + 1
    place = Region(region.start_line, start, region.start_line, start + len(old))
    return (Edit(Location(requirement.location.path, place), new),)


def limited(project: Project, requirement: Requirement, bound: str) -> tuple[Edit, ...]:
    """A requirement with one more bound ("<0.129") behind those it has."""
    found = _NAMED.match(_text(project, requirement.location))
    if found is None or found["rest"].strip().startswith("@"):
        return ()
    written = found["rest"].strip()
    return respecified(project, requirement, found["name"], f"{written}{',' if written else ''}{bound}")


def _after(project: Project, requirement: Requirement, package: str) -> Edit | None:
    path, region = requirement.location.path, requirement.location.region
    text = _text(project, requirement.location)
    if not text or region.start_line != region.end_line:
        return None
    line = _line(project, path, region.start_line)
    indentation = line[: region.start_column - 1]
    if _is_pep_508(project, requirement):
        if _REQUIREMENTS.search(path):
            return _new_line(project, path, region.start_line, package)
        quoted = f"{text[0]}{package}{text[0]}"
        rest = line[region.end_column - 1 :].strip()
        last = not rest.startswith(",")
        if indentation.strip() or last or rest.lstrip(", ").partition("#")[0]:
            end = Region(region.end_line, region.end_column, region.end_line, region.end_column)
            gap = f"\n{indentation}" if last and not indentation.strip() and rest[:1] in {"", "#"} else " "
            return Edit(Location(path, end), f",{gap}{quoted}")
        return _new_line(project, path, region.start_line, f"{quoted},")
    if path.endswith(("Pipfile", "pyproject.toml")) and re.match(r"[\w.\"'-]+\s*=", text) and not indentation:
        name, bracket, extras = package.partition("[")
        listed = ", ".join(f'"{extra}"' for extra in extras.rstrip("]").split(","))
        value = f'{{version = "*", extras = [{listed}]}}' if bracket else '"*"'
        return _new_line(project, path, region.start_line, f"{name} = {value}")
    return None


def _new_line(project: Project, path: str, number: int, text: str) -> Edit:
    """A line below the one with this number, indented as it is."""
    lines = project.run.files.text(path).split("\n")
    line = lines[number - 1].rstrip("\r")
    indentation = line[: len(line) - len(line.lstrip())]
    if number < len(lines):
        return Edit(Location(path, Region(number + 1, 1, number + 1, 1)), f"{indentation}{text}\n")
    return Edit(Location(path, Region(number, len(line) + 1, number, len(line) + 1)), f"\n{indentation}{text}")


def _is_pep_508(project: Project, requirement: Requirement) -> bool:
    """Whether it stands as PEP 508 text in a requirements file, or quoted in a pyproject.toml."""
    path = requirement.location.path
    text = _text(project, requirement.location)
    if path.endswith("pyproject.toml"):
        return text[:1] in {'"', "'"} and text[-1:] == text[:1]
    return (
        _REQUIREMENTS.search(path) is not None
        and not text.startswith("-")
        and "\\" not in _line(project, path, requirement.location.region.start_line)
        and not is_written_by_a_tool(path, project.run.files.text(path))
    )


def _text(project: Project, location: Location) -> str:
    region = location.region
    line = _line(project, location.path, region.start_line)
    return line[region.start_column - 1 : region.end_column - 1] if region.start_line == region.end_line else ""


def _line(project: Project, path: str, number: int) -> str:
    lines = project.run.files.readable_text(path).split("\n") if path in project.run.files else []
    return lines[number - 1].rstrip("\r") if number <= len(lines) else ""
