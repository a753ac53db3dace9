"""What is literal in a template of a Helm chart: the same text, with a mark where only rendering it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

OPEN = "\ue000"
"""Stands for each character of what a template leaves open; no YAML file of a deployment has it."""

_ACTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_KEYWORD = re.compile(r"\{\{-?\s*(if|else|range|with|end|define|block|template|/\*|\$\w+\s*:?=)")
_OPENS = frozenset({"if", "range", "with", "define", "block"})
_ITEM = re.compile(r"(\s*- )(.*)")


def without_actions(text: str) -> str:
    """The text with as many characters on every line, readable as YAML as far as its actions allow.

    Actions inside a value become `OPEN`. List items that stand under a condition, and lines that an action writes
    into a list, become items of `OPEN`; other conditional lines become blank, unless the condition is around the
    whole file.
    """
    plain = _ACTION.sub(lambda found: re.sub(r"[^\n]", " ", found[0]) if "\n" in found[0] else found[0], text)
    lines = plain.split("\n")
    conditional = set(_conditional(lines))
    written: list[str] = []
    for number, line in enumerate(lines):
        if _stands_alone(line):
            written.append(_value(line, _before(written), _depth_after(lines, number)))
        else:
            written.append(_line(line, number in conditional))
    return "\n".join(written)


def is_open(text: str | None) -> bool:
    """Whether a part of a value is known only after rendering."""
    return text is not None and OPEN in text


def as_variables(text: str) -> str:
    """A text for a shell in which a variable that nobody knows stands for every part that is left open."""
    return re.sub(f"{OPEN}+", lambda found: "$" + "_" * (len(found[0]) - 1), text)


def _stands_alone(line: str) -> bool:
    return "{{" in line and not _ACTION.sub("", line).strip()


def _line(line: str, conditional: bool) -> str:
    found = _ITEM.match(line)
    if conditional:
        return found[1] + OPEN * len(found[2]) if found else " " * len(line)
    return _ACTION.sub(lambda action: OPEN * len(action[0]), line)


def _value(line: str, before: str, following: int) -> str:
    """What an action writes on its own line: an item more, the value of the key before it, else nothing."""
    if any(_KEYWORD.match(found[0]) for found in _ACTION.finditer(line)):
        return " " * len(line)
    item = _ITEM.match(before)
    depth = len(before) - len(before.lstrip())
    start = item[1] if item else " " * (depth + 1)
    if not item and not (before.rstrip().endswith(":") and following <= depth):
        return " " * len(line)
    room = len(line) - len(start)
    return start + OPEN * room if room > 0 else " " * len(line)


def _before(written: list[str]) -> str:
    """The last line with content."""
    return next((line for line in reversed(written) if line.strip()), "")


def _depth_after(lines: list[str], number: int) -> int:
    """The indentation of the next line that holds more than actions; -1 at the end."""
    following = (line for line in lines[number + 1 :] if line.strip() and not _stands_alone(line))
    found = next(following, None)
    return -1 if found is None else len(found) - len(found.lstrip())


def _conditional(lines: list[str]) -> Iterator[int]:
    """The numbers of the lines inside blocks that do not hold all content of the file."""
    opened: list[int] = []
    content = [number for number, line in enumerate(lines) if _ACTION.sub("", line).strip(" -")]
    for number, line in enumerate(lines):
        for found in _KEYWORD.finditer(line):
            if found[1] in _OPENS:
                opened.append(number)
            elif found[1] == "end" and opened:
                first = opened.pop()
                if content and not (first <= content[0] and content[-1] <= number):
                    yield from range(first, number + 1)
