"""How a report is to be shown: colour, links, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

ColourChoice = Literal["auto", "always", "never"]
_OFF = ("", "0", "false")


class Presentation(Struct, frozen=True):
    """What a format may do. `root` is the folder that the paths of the result are relative to, for links."""

    colour: bool = False
    links: bool = False
    root: Path | None = None
    statistics: bool = False
    show_files: bool = False
    quiet: bool = False
    verbose: bool = False


def wants_colour(choice: ColourChoice, environment: Mapping[str, str], is_terminal: bool) -> bool:
    """`--color` beats NO_COLOR, which beats FORCE_COLOR and CLICOLOR_FORCE, which beat the terminal's own nature."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "") not in _OFF for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return is_terminal and environment.get("TERM") != "dumb"


def wants_links(choice: ColourChoice, environment: Mapping[str, str], is_terminal: bool) -> bool:
    """Links are for terminals only: in a pipe their escapes are noise."""
    return is_terminal and wants_colour(choice, environment, is_terminal)
