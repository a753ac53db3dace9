"""Which variables an env file sets."""

from __future__ import annotations

import re

from fastdoctor.pattern import pattern

_LINE = pattern(r"^\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*=\s*(.*?)\s*$")


def read_environment(text: str) -> dict[str, str]:
    """The variables of a `.env` file: quotes are taken off, comments left out, `$` not expanded."""
    found = {}
    for line in text.splitlines():
        matched = _LINE.match(line)
        if matched:
            found[matched[1]] = _unquoted(matched[2])
    return found


def _unquoted(value: str) -> str:
    if value[:1] in {"'", '"'}:
        end = value.find(value[0], 1)
        return value[1:end] if end > 0 else value[1:]
    return re.split(r"\s#", value, maxsplit=1)[0].rstrip()
