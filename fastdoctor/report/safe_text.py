"""What a scanned text looks like on a terminal: harmless, and how many cells wide."""

from __future__ import annotations

import unicodedata

TAB = 4
_COMMANDS = ("::", "##[")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def harmless(text: str) -> str:
    """One line without characters that could steer a terminal or reorder what is read.

    Control characters become their pictures, tabs spaces, bidirectional and other invisible marks their code.
    """
    return "".join(map(_shown, text))


def opening_a_line(path: str) -> str:
    """A path or what begins with one, where a line begins with it: there, logs of workflows obey `::` and `##[`."""
    shown = harmless(path)
    return f"./{shown}" if shown.lstrip().startswith(_COMMANDS) else shown


def cells(text: str) -> int:
    """How many cells the terminal needs for a text, shown with `harmless`."""
    return sum(_width(character) for character in harmless(text))


def to_bytes(text: str) -> bytes:
    """UTF-8, whatever the text holds: bytes of names as they are on disk, half characters that JSON can bring too."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _shown(character: str) -> str:
    if " " <= character <= "~":
        return character
    if character == "\t":
        return " " * TAB
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if character in _BIDI or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp", "Co", "Cn"):
        return f"<U+{code:04X}>"
    return character


def _width(character: str) -> int:
    if " " <= character <= "~":
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
