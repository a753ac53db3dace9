"""Which lines a change adds and takes away, as a unified diff that `git apply` and `patch` read."""

from __future__ import annotations

import difflib

from fastdoctor.pattern import pattern

_LINE = pattern(r"[^\n]*\n|[^\n]+")
_PLAIN = pattern(r"[!#-\[\]-~]+(?: [!#-\[\]-~]+)*")


def unified_diff(path: str, before: str, after: str) -> str:
    """The difference of two versions of a file, with three lines around each change; "" where there is none."""
    old, new = (_LINE.findall(text) for text in (before, after))
    lines = difflib.unified_diff(old, new, _name("a/", path), _name("b/", path))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def recoded(path: str) -> str:
    """What git says of a file whose bytes change and whose text does not."""
    return f"Binary files {_name('a/', path)} and {_name('b/', path)} differ\n"


def _name(side: str, path: str) -> str:
    """A path as git writes it: quoted where it holds more than plain characters."""
    if _PLAIN.fullmatch(path):
        return f"{side}{path}"
    raw = f"{side}{path}".encode("utf-8", "surrogateescape")
    return (
        '"' + "".join(chr(byte) if _PLAIN.fullmatch(chr(byte)) or byte == 32 else f"\\{byte:03o}" for byte in raw) + '"'
    )
