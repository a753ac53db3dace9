"""What one requirement says: a line of PEP 508, a direct address, or Poetry's own dialect."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fastdoctor.finding import Location
from fastdoctor.pattern import pattern
from fastdoctor.stack.values import Problem, Requirement, normalized
from fastdoctor.stack.versions import LONGEST, LONGEST_RANGE, range_in

_DIRECT = pattern(r"^(?:[a-z]+\+)?(?:https?|git|ssh|file|svn|hg|bzr)[:+]|^git@|^\.{0,2}/|^\.$|\.(?:whl|zip|tar\.gz)$")
_EGG = pattern(r"[#&]egg=([A-Za-z0-9._-]+)(?:\[([^\]]*)\])?")
_VERSION = r"[0-9][0-9A-Za-z.!+*-]*"


def read_requirement(text: str, location: Location, group: str = "", constraint: bool = False) -> Requirement | Problem:
    """A requirement from its text, a name with specifier and marker or a direct address."""
    from packaging.requirements import InvalidRequirement
    from packaging.requirements import Requirement as Parsed

    try:
        parsed = Parsed(_spaced(text))
    except InvalidRequirement:
        direct = direct_requirement(text, location, group)
        if direct is not None:
            return direct
        return Problem(f"`{_shortened(text)}` is no requirement", location)
    specifier = range_in(str(parsed.specifier))
    if specifier is None:
        return Problem(f"`{_shortened(text)}` names no version that a release can have", location)
    return Requirement(
        normalized(parsed.name),
        specifier,
        location,
        tuple(sorted(normalized(extra) for extra in parsed.extras)),
        str(parsed.marker or ""),
        group,
        parsed.url or "",
        constraint,
    )


def _spaced(text: str) -> str:
    """The text with a space before its marker: pip splits at the semicolon, the standard wants a space after a URL."""
    head, semicolon, marker = text.partition(";")
    return f"{head} ;{marker}" if semicolon and "@" in head else text


def direct_requirement(text: str, location: Location, group: str = "") -> Requirement | None:
    """A requirement that is an address or a path; its name is "" where only the address could tell."""
    address, _, marker = text.partition(" ;")
    address = address.strip()
    plain, bracket, extras = address.removesuffix("]").partition("[")
    if not _DIRECT.search(plain if bracket else address):
        return None
    egg = _EGG.search(address)
    if egg is not None:
        return Requirement(normalized(egg[1]), "", location, _extras(egg[2]), marker.strip(), group, address)
    wheel = _wheel(address)
    if wheel is not None:
        specifier = range_in(f"=={wheel[1]}") or ""
        return Requirement(normalized(wheel[0]), specifier, location, (), marker.strip(), group, address)
    return Requirement("", "", location, _extras(extras), marker.strip(), group, plain)


def _wheel(address: str) -> tuple[str, str] | None:
    """The name and the version in the file name of a wheel that an address ends with."""
    file = re.split(r"[/\\]", re.split("[#?]", address, maxsplit=1)[0])[-1]
    parts = file.removesuffix(".whl").split("-") if file.endswith(".whl") else []
    for place, part in enumerate(parts[1:], start=1):
        if part[:1].isdigit():
            return "-".join(parts[:place]), part
    return None


def poetry_requirement(
    name: str, value: object, location: Location, group: str, extra: bool = False
) -> tuple[Requirement | Problem, ...]:
    """The requirements of one entry in a Poetry table: text, a table, or a list of either."""
    if isinstance(value, list):
        return tuple(found for item in value for found in poetry_requirement(name, item, location, group, extra))
    if isinstance(value, str):
        value = {"version": value}
    if not isinstance(value, Mapping):
        return (Problem(f"`{name}` is neither a version nor a table", location),)
    specifier = poetry_specifier(str(value.get("version", "*")))
    if specifier is None:
        return (Problem(f"`{_shortened(str(value['version']))}` is no version constraint", location),)
    url = next((str(value[key]) for key in ("git", "url", "path", "file", "ref") if key in value), "")
    if value.get("optional") and not group:
        group = f"optional:{normalized(name)}"
    return (
        Requirement(
            normalized(name),
            specifier,
            location,
            tuple(sorted(normalized(str(item)) for item in value.get("extras") or ())),
            _poetry_marker(value),
            group,
            url,
        ),
    )


def poetry_specifier(text: str) -> str | None:
    """A constraint in Poetry's dialect (`^1.2`, `~1.2`, `1.*`, `>=1 <2`, `1.2`, `*`) as PEP 440 text, None if neither.

    Alternatives (`||`) become the span from the lowest to the highest where both ends are bounded, else "".
    """
    if len(text) > LONGEST_RANGE:
        return None
    alternatives = [part.strip() for part in re.split(r"\|\|?", text)]
    if len(alternatives) > 1:
        return "" if all(poetry_specifier(part) is not None for part in alternatives) else None
    found = []
    for part in re.findall(r"(?:\^|~(?!=)|[<>=!~]=?=?)?\s*[0-9A-Za-z.!+*-]+", text.replace(",", " ")):
        found.append(_poetry_part(part.replace(" ", "")))
    return range_in(",".join(part for part in found if part))


def _poetry_part(part: str) -> str:
    if part == "*":
        return ""
    operator, version = re.fullmatch(r"([\^~<>=!]*)(.*)", part, re.DOTALL).groups()  # type: ignore[union-attr]
    if operator in {"^", "~"}:
        return f">={version},<{_next(version, operator)}"
    if operator in {"", "="}:
        return f"=={version}"
    return part


def _next(version: str, operator: str) -> str:
    """The first version that a caret or tilde leaves out."""
    numbers = re.match(r"[0-9]*(?:\.[0-9]+)*", version)
    release = [int(number) for number in numbers[0].split(".") if number] if numbers and len(version) <= LONGEST else []
    if not release:
        return version
    if operator == "~":
        kept = release[:2] if len(release) > 1 else release[:1]
    else:
        significant = next((index for index, number in enumerate(release) if number), len(release) - 1)
        kept = release[: significant + 1]
    return ".".join(map(str, (*kept[:-1], kept[-1] + 1)))


def _poetry_marker(value: Mapping[str, Any]) -> str:
    parts = [str(value["markers"])] if value.get("markers") else []
    python = poetry_specifier(str(value["python"])) if value.get("python") else ""
    for item in (python or "").split(","):
        found = re.fullmatch(rf"\s*([<>=!~]=?=?)\s*({_VERSION})\s*", item)
        if found:
            parts.append(f'python_version {found[1]} "{found[2]}"')
    if value.get("platform"):
        parts.append(f'sys_platform == "{value["platform"]}"')
    return " and ".join(f"({part})" if " or " in part else part for part in parts)


def _extras(text: str | None) -> tuple[str, ...]:
    return tuple(sorted(normalized(item.strip()) for item in (text or "").split(",") if item.strip()))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}..."
