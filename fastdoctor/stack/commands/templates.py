"""What is literal in a template of a Helm chart: the same text, with a mark where only rendering it tells."""

from __future__ import annotations

import re
from itertools import accumulate

from fastdoctor.pattern import pattern

OPEN = "\ue000"
"""Stands for each character of what a template leaves open; no YAML file of a deployment has it."""

_ACTION = pattern(r"\{\{[^{]{0,2000}?\}\}")
_KEYWORD = pattern(r"\{\{-?\s*(if|else|range|with|end|define|block|template|/\*|\$\w+\s*:?=)")
_OPENS = frozenset({"if", "range", "with", "define", "block"})
_ITEM = pattern(r"(\s*- )(.*)")


def without_actions(text: str) -> str:
    """The text with as many characters on every line, readable as YAML as far as its actions allow.

    Actions inside a value become `OPEN`. List items that stand under a condition, and lines that an action writes
    into a list, become items of `OPEN`; other conditional lines become blank, unless the condition is around the
    whole file.
    """
    plain = _ACTION.sub(lambda found: re.sub(r"[^\n]", " ", found[0]) if "\n" in found[0] else found[0], text)
    lines = plain.split("\n")
    conditional = _conditional(lines)
    following = _depths_after(lines)
    kept = _lists_kept(lines, conditional)
    written: list[str] = []
    before = ""
    for number, line in enumerate(lines):
        if _stands_alone(line):
            written.append(_value(line, before, following[number]))
        else:
            written.append(_line(line, conditional[number], kept[number]))
        before = written[-1] if written[-1].strip() else before
    return "\n".join(written)


def is_open(text: str | None) -> bool:
    """Whether a part of a value is known only after rendering."""
    return text is not None and OPEN in text


def as_variables(text: str) -> str:
    """A text for a shell in which a variable that nobody knows stands for every part that is left open."""
    return re.sub(f"{OPEN}+", lambda found: "$" + "_" * (len(found[0]) - 1), text)


def _stands_alone(line: str) -> bool:
    return "{{" in line and not _ACTION.sub("", line).strip()


def _line(line: str, conditional: bool, kept: bool) -> str:
    found = _ITEM.match(line)
    if conditional:
        return found[1] + OPEN * len(found[2]) if found and kept else " " * len(line)
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


def _lists_kept(lines: list[str], conditional: list[bool]) -> list[bool]:
    """For each line, whether what it stands in (the key of its list) stands under no condition."""
    above: list[tuple[int, bool, bool]] = []
    found = [True] * len(lines)
    for number, line in enumerate(lines):
        if not line.strip() or _stands_alone(line):
            continue
        depth, is_item = len(line) - len(line.lstrip()), line.lstrip().startswith("- ")
        while above and (above[-1][0] > depth or (above[-1][0] == depth and (above[-1][1] or not is_item))):
            above.pop()
        found[number] = not above or not above[-1][2]
        above.append((depth, is_item, conditional[number]))
    return found


def _depths_after(lines: list[str]) -> list[int]:
    """For each line, the indentation of the next one that holds more than actions; -1 at the end."""
    found = [-1] * len(lines)
    depth = -1
    for number in range(len(lines) - 1, -1, -1):
        found[number] = depth
        line = lines[number]
        if line.strip() and not _stands_alone(line):
            depth = len(line) - len(line.lstrip())
    return found


def _conditional(lines: list[str]) -> list[bool]:
    """Whether each line stands inside a block that does not hold all content of the file."""
    content = [number for number, line in enumerate(lines) if _ACTION.sub("", line).strip(" -")]
    opened: list[int] = []
    steps = [0] * (len(lines) + 1)
    for number, line in enumerate(lines):
        for found in _KEYWORD.finditer(line):
            if found[1] in _OPENS:
                opened.append(number)
            elif found[1] == "end" and opened:
                first = opened.pop()
                if content and not (first <= content[0] and content[-1] <= number):
                    steps[first] += 1
                    steps[number + 1] -= 1
    return [depth > 0 for depth in accumulate(steps)][: len(lines)]
