"""Is what a format printed harmless, and what its readers can read?"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from markdown_it import MarkdownIt

from fastdoctor.about import HOME
from fastdoctor.catalogue import Rule
from fastdoctor.report.formats import format_named, format_names
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import Result

_RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no report for a terminal, a log or a page may hold: control characters, bidirectional marks, no characters."""
_LOG_COMMAND = re.compile(r"::(?!: )|##\[")
_COMMAND = re.compile(r"::(?:error|warning|notice) file=[^:,\n]*(?:,[A-Za-z]+=[^:,\n]*)*::[^\n]*")


def printed(result: Result, rules: Sequence[Rule]) -> dict[str, str]:
    """The report in every format."""
    shown = Presentation(verbose=True, show_files=False)
    return {name: format_named(name)(result, rules, shown) for name in format_names()}


def require_well_formed(result: Result, rules: Sequence[Rule]) -> None:
    """Every format of this result is printed twice alike, well formed, and steers nothing that reads it."""
    reports = printed(result, rules)
    assert reports == printed(result, rules), "the same result gives another report"
    for name in ("json", "sarif", "gitlab", "rdjson"):
        require_json(reports[name])
    for name in ("concise", "full", "agent", "github", "markdown"):
        require_plain(reports[name])
    for name in ("concise", "full", "agent"):
        require_no_command(reports[name])
    for name in ("junit", "checkstyle"):
        require_plain(reports[name])
        ElementTree.fromstring(reports[name].encode("utf-8"))
    commands = reports["github"].splitlines()
    assert len(commands) == len(result.findings)
    assert all(_COMMAND.fullmatch(line) for line in commands), "a workflow command can be forged"
    require_markdown(reports["markdown"])


def require_plain(text: str) -> None:
    """Nothing in it can steer a terminal, or is no character."""
    found = _RAW.search(text)
    assert found is None, f"raw {found[0]!r} at {text[max(found.start() - 60, 0) : found.end() + 20]!r}"
    text.encode("utf-8")


def require_no_command(text: str) -> None:
    """No line that a log of a workflow takes for a command; such a log cuts the blanks around it first.

    `::: a.py` is none, for no command is called so.
    """
    found = [line for line in text.splitlines() if _LOG_COMMAND.match(line.strip())]
    assert not found, found[:3]


def require_json(text: str) -> Any:
    """JSON that steers nothing that shows it; what it says."""
    require_plain(text)
    return json.loads(text)


def require_markdown(text: str) -> None:
    """No tag, no link and no image but the report's own."""
    tokens = _markdown().parse(text)
    inner = [child for token in tokens for child in token.children or ()]
    assert {child.content for child in inner if child.type == "html_inline"} <= {"<br>"}
    assert not any(token.type in ("html_block", "fence", "code_block") for token in tokens)
    assert not any(child.type == "image" for child in inner)
    links = {str(child.attrs["href"]) for child in inner if child.type == "link_open"}
    assert all(link.startswith(HOME) for link in links), links


def require_page(text: str) -> None:
    """An HTML page without a tag that a scanned text brought."""
    require_plain(text)
    reader = _Tags()
    reader.feed(text)
    reader.close()
    assert not any("alert(1)" in script for script in reader.scripts)
    assert not [name for name in reader.attributes if name.startswith("on")]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.attributes: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")
