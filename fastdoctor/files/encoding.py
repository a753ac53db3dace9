"""How the bytes of a file become text and back: byte-order marks, UTF-8, and what a Python file declares of itself."""

from __future__ import annotations

import codecs
import re

from fastdoctor.pattern import pattern

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COOKIE = pattern(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = pattern(rb"^[ \t\f]*(?:#.*)?$")
_NO_SOURCE = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"})
"""Codecs that Python knows but that no source file is written in; some take very long on hostile input."""


_BYTES = {"utf-8-sig": "utf-8", "utf-32": "utf-32-{}", "utf-16": "utf-16-{}"}


class Undecodable(Exception):
    """Bytes that are no text; the message says why."""


class Unencodable(Exception):
    """A text that the encoding of its file cannot hold; the message says why."""


def decode(content: bytes, is_python: bool) -> str:
    """The text of a file, line ends as they are, without its byte-order mark; raises Undecodable."""
    _, encoding = _form(content, is_python)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Undecodable(_reason(content, encoding, problem.start)) from problem
    except LookupError as problem:
        raise Undecodable(f"declares the encoding {encoding}, which Python does not know") from problem


def encode(text: str, original: bytes, is_python: bool) -> bytes:
    """A changed text in the encoding of the file it was read from, with that file's byte-order mark.

    Raises Undecodable for a file that is no text, and Unencodable.
    """
    mark, encoding = _form(original, is_python)
    if encoding in _BYTES:
        encoding = _BYTES[encoding].format("be" if mark in (codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE) else "le")
    if mark + decode(original, is_python).encode(encoding) != original:
        raise Unencodable(f"is written in {encoding} in a way that cannot be repeated")
    try:
        return mark + text.encode(encoding)
    except UnicodeEncodeError as problem:
        raise Unencodable(f"{encoding} has no {problem.object[problem.start]!r}") from problem


def _form(content: bytes, is_python: bool) -> tuple[bytes, str]:
    """The byte-order mark of a file and the name of its encoding."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return mark, name
    return b"", (_declared(content) if is_python else None) or "utf-8"


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
