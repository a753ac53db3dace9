"""A value as JSON text that every reader takes and every terminal shows, whatever bytes a file name held."""

from __future__ import annotations

import json
from typing import Any

from fastdoctor.pattern import pattern

_ESCAPED = pattern("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON allows as it is, and what yet steers a terminal, turns the order of what is read, or is no character."""


def json_text(value: Any, indent: int | None = 2) -> str:
    """In the order given, readable beyond ASCII; on lines of their own with `indent`, on one line without."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + ("\n" if indent is not None else "")
