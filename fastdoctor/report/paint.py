"""How a piece of text is coloured or linked, or left plain."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Ink = Literal["error", "warning", "note", "frame", "label", "strong", "good", "quiet"]
_CODES: dict[Ink, str] = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "frame": "1;34",
    "label": "1;34",
    "strong": "1",
    "good": "1;32",
    "quiet": "2",
}


class Painter(Struct, frozen=True):
    """Wraps texts in escapes when `colour` or `links` ask for it; the texts themselves are harmless already."""

    colour: bool = False
    links: bool = False

    def __call__(self, ink: Ink, text: str) -> str:
        """The text in a colour."""
        return f"\x1b[{_CODES[ink]}m{text}\x1b[0m" if self.colour and text else text

    def link(self, address: str, text: str) -> str:
        """The text as a link of the terminal (OSC 8)."""
        return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if self.links else text
