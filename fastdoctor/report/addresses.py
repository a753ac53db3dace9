"""Where a rule's page and a file are, as addresses."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from fastdoctor.about import HOME
from fastdoctor.catalogue import Rule
from fastdoctor.catalogue.own import CATEGORY
from fastdoctor.report.safe_text import to_bytes


def address_of_rule(rule: Rule) -> str:
    """The rule's page in the project's home."""
    if rule.category == CATEGORY:
        return f"{HOME}/blob/main/fastdoctor/catalogue/own.py"
    return f"{HOME}/blob/main/rules/{quote(rule.category)}/{quote(rule.file.name)}"


def address_of_file(root: Path, path: str) -> str:
    """The file for a terminal to open."""
    return (root / path).resolve().as_uri()


def relative_uri(path: str) -> str:
    """A path of a run as a relative URI: percent-encoded, whatever bytes the name holds."""
    return quote(to_bytes(path))
