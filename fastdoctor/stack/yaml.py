"""What a YAML file says, and where each of its values stands.

Built from the parser's events without recursion: deep nesting and towers of anchors cost nothing but a problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

from msgspec import Struct, field

from fastdoctor.finding import Location
from fastdoctor.stack.lines import Text
from fastdoctor.stack.toml import conflict_in
from fastdoctor.stack.values import Problem

DEEPEST_NESTING = 100
LARGEST = 1_000_000
"""Characters of a deployment file that is still read."""
_SHORT = 20_000
"""Characters of a file that is kept once it is read: workflows are asked about twice."""


class Node(Struct, frozen=True, eq=False):
    """A value: `text` for a scalar, `items` for a sequence, `pairs` for a mapping; the other two are empty.

    `start` and `end` are offsets into the file's text; `style` is the scalar's quote or block sign, "" when plain.
    """

    start: int
    end: int
    text: str | None = None
    style: str = ""
    items: tuple[Node, ...] = ()
    pairs: tuple[tuple[Node, Node], ...] = ()

    def get(self, *keys: str) -> Node | None:
        """The value at a path of keys, merged mappings (`<<`) included."""
        found: Node | None = self
        for key in keys:
            found = found._value(key, 0) if found is not None else None
        return found

    def _value(self, key: str, depth: int) -> Node | None:
        for name, value in reversed(self.pairs):
            if name.text == key:
                return value
        for name, value in self.pairs:
            if name.text == "<<" and depth < DEEPEST_NESTING:
                for merged in value.items or (value,):
                    found = merged._value(key, depth + 1)
                    if found is not None:
                        return found
        return None

    def scalar(self, *keys: str) -> str | None:
        """The text at a path of keys, None where there is no scalar."""
        found = self.get(*keys)
        return found.text if found is not None else None

    def entries(self) -> Iterator[tuple[str, Node]]:
        """The named values of a mapping, merged ones included, each name once."""
        seen: set[str] = set()
        waiting = [self]
        while waiting and len(seen) < 10_000:
            node = waiting.pop(0)
            for name, value in node.pairs:
                if name.text == "<<":
                    waiting += [merged for merged in (value.items or (value,)) if merged.pairs][:100]
                elif name.text is not None and name.text not in seen:
                    seen.add(name.text)
                    yield name.text, value


class _Open(Struct):
    """A collection whose end has not come yet."""

    start: int
    anchor: str | None
    is_mapping: bool
    children: list[Node] = field(default_factory=list)


def read_yaml(source: Text) -> tuple[Node, ...] | Problem:
    """The documents of a YAML file, or what is wrong with it."""
    return _read_once(source) if len(source.text) < _SHORT else _read(source)


@lru_cache(maxsize=128)
def _read_once(source: Text) -> tuple[Node, ...] | Problem:
    return _read(source)


def _read(source: Text) -> tuple[Node, ...] | Problem:
    import yaml

    conflict = conflict_in(source)
    if conflict is not None:
        return conflict
    if len(source.text) > LARGEST:
        return Problem(f"is longer than {LARGEST:,} characters and was not read", source.line(1), may_be_right=True)
    try:
        return tuple(_documents(source))
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        return source.problem(f"is not YAML: {problem.problem or problem.context}", line)
    except yaml.YAMLError as problem:
        return source.problem(f"is not YAML: {' '.join(str(problem).split())[:100]}")
    except _TooDeep as problem:
        return source.problem("nests too deeply to be read", problem.line)


class _TooDeep(Exception):
    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def _documents(source: Text) -> Iterator[Node]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    offset = source.offset
    anchors: dict[str, Node] = {}
    stack: list[_Open] = []
    # the parser's types allow events without marks, its parsers make none
    for event in cast("Iterator[Any]", yaml.parse(source.text, Loader=loader)):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            found = Node(offset(event.start_mark), offset(event.end_mark), event.value, event.style or "")
            if event.anchor:
                anchors[event.anchor] = found
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if len(stack) > DEEPEST_NESTING:
                raise _TooDeep(event.start_mark.line + 1)
            stack.append(_Open(offset(event.start_mark), event.anchor, kind is yaml.MappingStartEvent))
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            opened = stack.pop()
            found = _closed(opened, offset(event.end_mark))
            if opened.anchor:
                anchors[opened.anchor] = found
        elif kind is yaml.AliasEvent:
            target = anchors.get(event.anchor)
            found = Node(offset(event.start_mark), offset(event.end_mark), "") if target is None else target
        else:
            if kind is yaml.DocumentStartEvent:
                anchors = {}
            continue
        if stack:
            stack[-1].children.append(found)
        else:
            yield found


def _closed(opened: _Open, end: int) -> Node:
    children = opened.children
    if not opened.is_mapping:
        return Node(opened.start, end, items=tuple(children))
    return Node(opened.start, end, pairs=tuple(zip(children[::2], children[1::2], strict=True)))


class Mapped(Struct, frozen=True):
    """A piece of text that was read out of a file, and where each of its characters stands there."""

    source: Text
    text: str
    starts: tuple[tuple[int, int], ...]
    """(offset in `text`, offset in the file) at which they begin to run in parallel; () maps all to `whole`."""
    whole: tuple[int, int]

    def location(self, start: int, end: int) -> Location:
        """Where `text[start:end]` stands; the whole value where the file writes it differently."""
        if not self.starts:
            return self.source.location(*self.whole)
        return self.source.location(
            self._offset(start), self._offset(end - 1) + 1 if end > start else self._offset(start)
        )

    def _offset(self, offset: int) -> int:
        own, there = max((pair for pair in self.starts if pair[0] <= offset), default=self.starts[0])
        return there + offset - own


def mapped(source: Text, node: Node) -> Mapped:
    """A scalar's text with the places of its characters."""
    text = node.text or ""
    raw = source.text[node.start : node.end]
    if node.style in {"'", '"'}:
        raw, shift = raw[1:-1], 1
    else:
        shift = 0
    if node.style == "|":
        return Mapped(source, text, tuple(_literal(source.text, node)), (node.start, node.end))
    starts = ((0, node.start + shift),) if raw == text else ()
    return Mapped(source, text, starts, (node.start, node.end))


def _literal(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """Where each line of a literal block begins, in its value and in the file."""
    header = text.find("\n", node.start)
    if header < 0 or not node.text:
        return
    there = header + 1
    own = 0
    indentation: int | None = None
    for line in node.text.splitlines(keepends=True):
        following = text.find("\n", there)
        raw = text[there : following if following >= 0 else len(text)]
        if indentation is None and line.strip():
            indentation = len(raw) - len(raw.lstrip(" ")) - (len(line) - len(line.lstrip(" ")))
        yield own, there + (min(indentation or 0, len(raw)))
        own += len(line)
        there = (following if following >= 0 else len(text)) + 1
