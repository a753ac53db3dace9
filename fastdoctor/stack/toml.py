"""What a TOML file says, and where each of its values stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from fastdoctor.finding import Location
from fastdoctor.pattern import pattern
from fastdoctor.stack.lines import Text
from fastdoctor.stack.values import Problem

Path = tuple[str | int, ...]

_TOKEN = pattern(
    r"""(?P<comment>\#[^\n]*)|(?P<newline>\r?\n)|(?P<space>[ \t]+)
    |(?P<string>\"\"\"(?:[^\\]|\\.)*?\"\"\"+|'''.*?'''+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
    |(?P<open>\[\[|\[|\{)|(?P<close>\]|\})|(?P<equals>=)|(?P<comma>,)|(?P<dot>\.)
    |(?P<bare>[^\s\#"'\[\]{}=,.]+)""",
    re.VERBOSE | re.DOTALL,
)
_CONFLICT = pattern(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
_POSITION = pattern(r"\(at line (\d+), column \d+\)|\(at end of document\)")


class Toml(Struct, frozen=True, dict=True):
    """One TOML file: its data, and the span of each value by its path of keys and indices."""

    source: Text
    data: Mapping[str, Any]

    def location(self, *path: str | int) -> Location:
        """Where the value at a path stands; the nearest value around it where it has no place of its own."""
        while path not in self._spans:
            path = path[:-1]
        return self.source.location(*self._spans[path])

    @cached_property
    def _spans(self) -> dict[Path, tuple[int, int]]:
        return {(): (0, 0), **dict(_spans(self.source.text))}


def read_toml(source: Text) -> Toml | Problem:
    """The data of a TOML file, or what is wrong with it."""
    import tomli

    conflict = conflict_in(source)
    if conflict is not None:
        return conflict
    try:
        return Toml(source, tomli.loads(source.text.removeprefix("\ufeff").replace("\r\n", "\n")))
    except tomli.TOMLDecodeError as problem:
        found = _POSITION.search(str(problem))
        line = int(found[1]) if found and found[1] else source.text.count("\n") + 1
        return source.problem(f"is not TOML: {_POSITION.sub('', str(problem)).strip().lower()}", line)
    except RecursionError:
        return source.problem("nests too deeply to be read")
    except ValueError:
        return source.problem("holds a number that is too long to be read")


def conflict_in(source: Text) -> Problem | None:
    """The first merge marker of a file, if there is one."""
    found = _CONFLICT.search(source.text) if "<<<<<<<" in source.text else None
    if found is None:
        return None
    line = source.text.count("\n", 0, found.start()) + 1
    return source.problem("holds an unresolved merge conflict", line)


def table(value: object, *keys: str) -> Mapping[str, Any]:
    """The table at a path below a value, {} where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def strings(value: object) -> tuple[tuple[int, str], ...]:
    """The strings of an array with their indices, () where it is no array."""
    if not isinstance(value, list):
        return ()
    return tuple((index, item) for index, item in enumerate(value) if isinstance(item, str))


def _spans(text: str) -> dict[Path, tuple[int, int]]:
    return _Scan(text).spans


class _Scan:
    """Walks the tokens of valid TOML; the values themselves come from a real parser."""

    def __init__(self, text: str) -> None:
        self.tokens = [
            (kind, found.group(), found.start(), found.end())
            for found in _TOKEN.finditer(text)
            if (kind := found.lastgroup or "") not in {"comment", "space"}
        ]
        self.at = 0
        self.spans: dict[Path, tuple[int, int]] = {}
        self.counts: dict[Path, int] = {}
        self.document()

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def newlines(self) -> None:
        while self.peek() == "newline":
            self.at += 1

    def document(self) -> None:
        prefix: Path = ()
        while self.at < len(self.tokens):
            before = self.at
            self.newlines()
            if self.peek() == "open":
                prefix = self.header()
            elif self.peek() in {"bare", "string"}:
                self.pair(prefix)
            if self.at == before:
                self.at += 1

    def header(self) -> Path:
        repeated = self.tokens[self.at][1] == "[["
        start = self.tokens[self.at][2]
        self.at += 1
        keys = self.keys()
        path: Path = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            last = number == len(keys) - 1
            if last and repeated:
                self.counts[path] = self.counts.get(path, -1) + 1
            if path in self.counts:
                path = (*path, self.counts[path])
        while self.peek() == "close":
            self.at += 1
        end = self.tokens[self.at - 1][3]
        self.spans.setdefault(path, (start, end))
        return path

    def keys(self) -> tuple[str, ...]:
        found = []
        while self.peek() in {"bare", "string", "dot"}:
            kind, text, *_ = self.tokens[self.at]
            if kind != "dot":
                found.append(text[1:-1] if kind == "string" else text)
            self.at += 1
        return tuple(found)

    def pair(self, prefix: Path) -> None:
        start = self.tokens[self.at][2]
        path = (*prefix, *self.keys())
        if self.peek() != "equals":
            return
        self.at += 1
        self.value(path)
        if path in self.spans:
            whole = (*path, "=")
            self.spans[whole] = (start, self.spans[path][1])

    def value(self, path: Path) -> None:
        if self.at >= len(self.tokens):
            return
        kind, text, start, end = self.tokens[self.at]
        if kind == "open":
            self.array(path, start) if text != "{" else self.inline_table(path, start)
            return
        if kind == "string":
            self.at += 1
        while self.peek() in {"bare", "dot"}:
            end = self.tokens[self.at][3]
            self.at += 1
        self.spans[path] = (start, end)

    def array(self, path: Path, start: int) -> None:
        if self.tokens[self.at][1] == "[[":  # an array that opens an array: two brackets in one token
            _, _, begin, end = self.tokens[self.at]
            self.tokens[self.at : self.at + 1] = [("open", "[", begin, begin + 1), ("open", "[", begin + 1, end)]
        self.at += 1
        index = 0
        while self.at < len(self.tokens) and self.peek() != "close":
            before = self.at
            if self.peek() in {"newline", "comma"}:
                self.at += 1
                continue
            self.value((*path, index))
            index += 1
            if self.at == before:
                self.at += 1
        self.finish(path, start)

    def inline_table(self, path: Path, start: int) -> None:
        self.at += 1
        while self.at < len(self.tokens) and self.peek() != "close":
            before = self.at
            if self.peek() in {"bare", "string"}:
                self.pair(path)
            if self.at == before:
                self.at += 1
        self.finish(path, start)

    def finish(self, path: Path, start: int) -> None:
        end = self.tokens[self.at][3] if self.at < len(self.tokens) else start
        self.at += 1
        self.spans[path] = (start, end)
