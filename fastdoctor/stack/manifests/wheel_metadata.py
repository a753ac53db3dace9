"""What an unpacked wheel asks for, by its own metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastdoctor.pattern import pattern
from fastdoctor.stack.lines import Text
from fastdoctor.stack.manifests.manifest import Manifest
from fastdoctor.stack.requirement import read_requirement
from fastdoctor.stack.values import Problem, PythonChoice, Requirement, normalized

_FIELD = pattern(r"^(Name|Requires-Dist|Requires-Python):[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_EXTRA = pattern(r"""(?:\s+and\s+)?extra\s*==\s*['"]([^'"]+)['"](?:\s+and\s+)?""")


def read_wheel_metadata(source: Text) -> Manifest:
    """The requirements of a `*.dist-info/METADATA`; a wheel is a library, for it was made to be installed."""
    end = re.search(r"\n\r?\n", source.text)
    header = source.text[: end.start()] if end else source.text
    found = list(_requirements(source, header))
    fields = {match[1]: match for match in _FIELD.finditer(header)}
    floor = fields.get("Requires-Python")
    return Manifest(
        tuple(item for item in found if isinstance(item, Requirement)),
        tuple(item for item in found if isinstance(item, Problem)),
        PythonChoice(floor[2], "", source.location(*floor.span(2)), "requires-python") if floor else None,
        normalized(fields["Name"][2]) if "Name" in fields else "",
        is_library=True,
        declares="Name" in fields,
    )


def _requirements(source: Text, header: str) -> Iterator[Requirement | Problem]:
    for match in _FIELD.finditer(header):
        if match[1] == "Requires-Dist":
            text, semicolon, marker = match[2].partition(";")
            extra = _EXTRA.search(marker)
            rest = _EXTRA.sub("", marker).strip() if extra else marker
            group = normalized(extra[1]) if extra else ""
            wanted = f"{text}{semicolon}{rest}" if rest and rest != "()" else text
            yield read_requirement(wanted, source.location(*match.span(2)), group)
