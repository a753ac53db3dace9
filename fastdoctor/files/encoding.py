"""How the bytes of a file become text: byte-order marks, UTF-8, and what a Python file declares about itself."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_NO_SOURCE = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"})
"""Codecs that Python knows but that no source file is written in; some take very long on hostile input."""


class Undecodable(Exception):
    """Bytes that are no text; the message says why."""


def decode(content: bytes, is_python: bool) -> str:
    """The text of a file, line ends as they are, without its byte-order mark; raises Undecodable."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    if encoding is None:
        encoding = (_declared(content) if is_python else None) or "utf-8"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Undecodable(_reason(content, encoding, problem.start)) from problem
    except LookupError as problem:
        raise Undecodable(f"declares the encoding {encoding}, which Python does not know") from problem


def _declared(content: bytes) -> str | None:
    """The encoding that PEP 263 finds in the first two lines."""
    for line in re.split(rb"\r\n|\r|\n", content[:400], maxsplit=2)[:2]:
        found = _COOKIE.match(line)
        if found:
            name = found[1].decode("ascii", "replace")
            if name.lower().replace("_", "-") in _NO_SOURCE:
                raise Undecodable(f"declares the encoding {name}, in which no source is written")
            return name
        if not _BLANK.match(line):
            return None
    return None


def _reason(content: bytes, encoding: str, offset: int) -> str:
    if encoding == "utf-8" and content[:2000].count(0) * 3 > len(content[:2000]):
        return "looks like UTF-16 without a byte-order mark, or is no text"
    line = content.count(b"\n", 0, offset) + 1
    return f"not {encoding} text: byte {offset}, line {line}"
