"""Which edits change a piece of Python source: its text, the keywords of a call, the word in front of a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fastdoctor.finding import Edit
from fastdoctor.names.values import Site
from fastdoctor.project.expressions import Place, locate
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

_WIDEST = 88
"""Characters of a line that every formatter leaves as it is."""
Edits = tuple[Edit, ...]
"""() where no edit does what is wanted."""


def replaced(place: Place, text: str) -> Edit:
    """Another text in this place."""
    return replaced_span(place.run, place.site, text)


def replaced_span(run: Interpreter, site: Site, text: str) -> Edit:
    """Another text in a span of a file; an empty span inserts it."""
    return Edit(locate(run, site), text)


def with_keyword(run: Interpreter, path: str, call: tree.Call, keyword: str) -> Edits:
    """`keyword` ("secure=True") as the last argument of a call, on a line of its own where the last one has one."""
    text = run.files.text(path)
    given = (*call.arguments, *call.keywords)
    if not given:
        return (replaced_span(run, Site(path, call.end - 1, call.end - 1), keyword),)
    last = max(given, key=lambda item: item.end)
    rest = text[last.end : call.end]
    if text[call.end - 1] != ")" or isinstance(last, tree.Comprehension) or "#" in rest.partition("\n")[0]:
        return ()
    line = text[text.rfind("\n", 0, last.start) + 1 : last.end]
    shares = any(item is not last and last.start - item.start < len(line) - (last.end - last.start) for item in given)
    fits = shares and len(line) + len(f", {keyword}") <= _WIDEST
    separator = f",\n{_indentation(text, last.start)}" if "\n" in rest and not fits else ", "
    return (replaced_span(run, Site(path, last.end, last.end), separator + keyword),)


def without_keyword(run: Interpreter, path: str, call: tree.Call, name: str) -> Edits:
    """A call without one of its keyword arguments; comments and the lines of the others stay."""
    keyword = next((keyword for keyword in call.keywords if keyword.name == name), None)
    if keyword is None:
        return ()
    text = run.files.text(path)
    start, end = keyword.start, keyword.end
    comma = re.compile(r"[ \t]*,").match(text, end)
    line_start = text.rfind("\n", 0, start) + 1
    if not text[line_start:start].strip() and comma is not None:
        rest = re.compile(r"[ \t]*(\r?\n|(?=#))").match(text, comma.end())
        if rest is not None:  # alone on its line: the line goes, a comment stays
            own = rest[1] != ""
            return (replaced_span(run, Site(path, line_start if own else start, rest.end()), ""),)
    others = [item for item in (*call.arguments, *call.keywords) if item is not keyword]
    before = max((item for item in others if item.end <= start), key=lambda item: item.end, default=None)
    after = min((item for item in others if item.start >= end), key=lambda item: item.start, default=None)
    if before is not None:
        start = before.end
    elif after is not None:
        end = after.start
    elif comma is not None:
        end = comma.end()
    return () if "#" in text[start:end] else (replaced_span(run, Site(path, start, end), ""),)


def renamed_keyword(run: Interpreter, path: str, call: tree.Call, old: str, new: str) -> Edits:
    """A call with another name for one of its keyword arguments."""
    found = next((keyword for keyword in call.keywords if keyword.name == old), None)
    return (replaced_span(run, Site(path, found.start, found.start + len(old)), new),) if found else ()


def _indentation(text: str, offset: int) -> str:
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return line[: len(line) - len(line.lstrip())]


def above_comments(text: str, start: int) -> int:
    """Where the comments begin that stand directly above the line at an offset, which itself begins it.

    The offset itself where there are none, or where they begin the file: those are about all of it.
    """
    indentation, place = _indentation_at(text, start), start
    while place:
        line = text.rfind("\n", 0, place - 1) + 1
        if not text.startswith(f"{indentation}#", line):
            return place
        place = line
    return start


def _indentation_at(text: str, start: int) -> str:
    line = text[start:].partition("\n")[0]
    return line[: len(line) - len(line.lstrip())]


def lines_of(run: Interpreter, path: str, offset: int) -> Site | None:
    """The whole lines of the statement at the top level of a file that holds an offset, decorators included.

    None where it shares a line with another statement.
    """
    source = run.syntax(path)
    text = run.files.text(path)
    for statement in source.body if source is not None else ():
        decorators = statement.decorators if isinstance(statement, (tree.Function, tree.Class)) else ()
        first = min([statement.start, *(text.rfind("@", 0, decorator.start) for decorator in decorators)])
        if first <= offset < statement.end:
            start = text.rfind("\n", 0, first) + 1
            end = text.find("\n", statement.end)
            end = len(text) if end < 0 else end + 1
            rest = text[statement.end : end].strip()
            whole = not text[start:first].strip() and (not rest or rest.startswith("#"))
            return Site(path, start, end) if whole and text[end - 1] == "\n" else None
    return None
