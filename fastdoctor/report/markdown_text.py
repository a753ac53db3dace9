"""What a scanned text looks like in Markdown: as it is, whatever it holds."""

from __future__ import annotations

from fastdoctor.pattern import pattern
from fastdoctor.report.safe_text import harmless

_SPECIAL = pattern(r"[\\`*_{}\[\]()#+!|<>~&@:-]")
_BACKTICKS = pattern("`+")
_AS_CODE = frozenset("@:|<>&")
"""What a backslash does not disarm everywhere: mentions, bare links, cells of a table, tags."""


def shown_in_markdown(text: str) -> str:
    """One line that Markdown shows as it is: no markup, no tag, no mention, no link."""
    return _SPECIAL.sub(
        lambda found: f"&#{ord(found[0])};" if found[0] in _AS_CODE else f"\\{found[0]}", harmless(text)
    )


def code_in_markdown(text: str) -> str:
    """One line as a piece of code, whatever backticks it holds."""
    shown = harmless(text)
    fence = "`" * (max(map(len, _BACKTICKS.findall(shown)), default=0) + 1)
    gap = " " if shown[:1] in ("`", " ", "") or shown[-1:] in ("`", " ") else ""
    return f"{fence}{gap}{shown}{gap}{fence}"


def message_in_markdown(text: str) -> str:
    """One line that Markdown shows as it is, but for what stands between two backticks, which is code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        parts[-2:] = ["`".join(parts[-2:])]
    return "".join(
        code_in_markdown(part) if number % 2 else shown_in_markdown(part) for number, part in enumerate(parts)
    )
