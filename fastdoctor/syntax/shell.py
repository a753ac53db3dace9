"""Which commands a shell text runs, as plain values with exact ranges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ast_grep_py import SgNode, SgRoot

from fastdoctor.pattern import pattern
from fastdoctor.syntax.budget import GivenUp, require_short_lines

DEEPEST_NESTING = 100


class Variable(NamedTuple):
    """`$name`, `${name}` or `${name:-default}`; `default` is None without one."""

    name: str
    default: str | None


class Word(NamedTuple):
    """One word of a command: literal pieces and variables in order; None stands for what cannot be known."""

    start: int
    end: int
    parts: tuple[str | Variable | None, ...]
    quoted: bool = False
    """Whether the whole word stands in one pair of quotes: its text begins one further and ends one earlier."""


class Command(NamedTuple):
    """A simple command: `NAME=value ... word word ...`.

    `conditions` are the texts of the conditions around it, outermost first; `function` is the function that holds
    it, "" outside; `exports` for `export` and `declare -x`, whose assignments stay for later commands.
    """

    start: int
    end: int
    assignments: tuple[tuple[str, Word], ...]
    words: tuple[Word, ...]
    conditions: tuple[str, ...] = ()
    function: str = ""
    exports: bool = False
    piped: bool = False


def commands(text: str) -> tuple[Command, ...]:
    """The simple commands of a shell text in their order, those of nested blocks and substitutions included.

    () for a text with a line that no person wrote.
    """
    try:
        require_short_lines(text)
    except GivenUp:
        return ()
    return tuple(_Reading(text).commands(SgRoot(_parsable(text), "bash").root(), (), "", False, 0))


def expanded(word: Word, variables: Mapping[str, str]) -> str | None:
    """The text of a word under some variables; None where a variable is not among them and has no default."""
    found = []
    for part in word.parts:
        if isinstance(part, Variable):
            part = variables.get(part.name) or (part.default if part.default is not None else None)
        if part is None:
            return None
        found.append(part)
    return "".join(found)


def _parsable(text: str) -> str:
    """A text of the same length in which the grammar's own code meets no character that ends the process.

    It asks the C library what class a character is of, which knows the first 256 only and reads beyond its table.
    """
    return text if text.isascii() else _BEYOND.sub(_WORD_CHARACTER, text)


_BEYOND = pattern(r"[^\x00-\xff]")
_WORD_CHARACTER = "\xff"


class _Reading:
    def __init__(self, text: str) -> None:
        self.text = text

    def written(self, node: SgNode) -> str:
        """What stands in the place of a node."""
        start, end = _span(node)
        return self.text[start:end]

    def commands(
        self, node: SgNode, conditions: tuple[str, ...], function: str, piped: bool, depth: int
    ) -> Iterator[Command]:
        if depth > DEEPEST_NESTING:
            return
        kind = node.kind()
        if kind == "command":
            yield self._command(node, conditions, function, piped)
        elif kind == "declaration_command":
            yield self._declaration(node, conditions, function)
        elif kind == "variable_assignment":
            pair = self._assignment(node)
            yield Command(*_span(node), (pair,) if pair else (), (), conditions, function)
            return
        if kind == "function_definition":
            name = node.field("name")
            function = self.written(name) if name else function
        for child in node.children():
            inside = conditions
            if kind in {"if_statement", "while_statement", "elif_clause", "case_item"}:
                inside = (*conditions, self._condition(node))
            elif kind == "list":
                inside = (*conditions, *self._required(node, child))
            if kind == "command" and child.kind() in {"variable_assignment", "command_name"}:
                continue
            if kind != "declaration_command":
                yield from self.commands(child, inside, function, piped or kind == "pipeline", depth + 1)

    def _required(self, node: SgNode, child: SgNode) -> Iterator[str]:
        """The test that decides whether a command runs: `[ test ] && command`, `[ test ] || command`."""
        first = node.children()[0]
        is_test = first.kind() == "test_command" or self.written(first).startswith("test ")
        if is_test and _span(child) != _span(first):
            yield self.written(first)

    def _condition(self, node: SgNode) -> str:
        condition = node.field("condition") or node.field("value")
        return self.written(condition) if condition else ""

    def _command(self, node: SgNode, conditions: tuple[str, ...], function: str, piped: bool) -> Command:
        assignments = []
        words = []
        for child in node.children():
            kind = child.kind()
            if kind == "variable_assignment":
                pair = self._assignment(child)
                assignments += [pair] if pair else []
            elif kind == "command_name":
                words.append(self._word(child.children()[0] if child.children() else child))
            elif child.is_named() and not kind.endswith("redirect"):
                words.append(self._word(child))
        return Command(*_span(node), tuple(assignments), tuple(words), conditions, function, False, piped)

    def _declaration(self, node: SgNode, conditions: tuple[str, ...], function: str) -> Command:
        pairs = [self._assignment(child) for child in node.children() if child.kind() == "variable_assignment"]
        exports = self.written(node).startswith(("export", "declare -x", "typeset -x"))
        return Command(*_span(node), tuple(pair for pair in pairs if pair), (), conditions, function, exports)

    def _assignment(self, node: SgNode) -> tuple[str, Word] | None:
        name, value = node.field("name"), node.field("value")
        if name is None:
            return None
        end = node.range().end.index
        return self.written(name), self._word(value) if value else Word(end, end, ("",))

    def _word(self, node: SgNode) -> Word:
        return Word(*_span(node), tuple(_merged(self._parts(node, 0))), node.kind() in {"string", "raw_string"})

    def _parts(self, node: SgNode, depth: int) -> Iterator[str | Variable | None]:
        kind = node.kind()
        if depth > DEEPEST_NESTING:
            yield None
        elif kind in {"word", "number", "extglob_pattern", "test_operator"} or not node.is_named():
            yield _unescaped(self.written(node))
        elif kind == "raw_string":
            yield self.written(node)[1:-1]
        elif kind == "string":
            yield from self._string(node, depth)
        elif kind == "concatenation":
            for child in node.children():
                yield from self._parts(child, depth + 1)
        elif kind in {"simple_expansion", "expansion"}:
            yield self._variable(node)
        else:
            yield None

    def _string(self, node: SgNode, depth: int) -> Iterator[str | Variable | None]:
        """The pieces of a double-quoted string; spaces between them belong to no node of the grammar."""
        at = node.range().start.index + 1
        for child in node.children()[1:]:
            start, end = _span(child)
            yield self.text[at:start]
            at = end
            if child.kind() == "string_content":
                yield (
                    self.written(child)
                    .replace('\\"', '"')
                    .replace("\\$", "$")
                    .replace("\\\\", "\\")
                    .replace("\\\n", "")
                )
            elif child.is_named():
                yield from self._parts(child, depth + 1)

    def _variable(self, node: SgNode) -> Variable | None:
        children = list(node.children())
        names = [child for child in children if child.kind() in {"variable_name", "special_variable_name"}]
        if not names:
            return None
        operators = [
            self.written(child)
            for child in children
            if not child.is_named() and self.written(child) not in {"$", "${", "}"}
        ]
        if not operators:
            return Variable(self.written(names[0]), None)
        if operators[0] not in {":-", "-"}:
            return Variable(self.written(names[0]), None) if operators[0] in {":?", "?"} else None
        rest = self.written(node).partition(operators[0])[2].removesuffix("}")
        return Variable(self.written(names[0]), rest.strip("\"'") if "$" not in rest and "`" not in rest else None)


def _merged(parts: Iterator[str | Variable | None]) -> Iterator[str | Variable | None]:
    """Neighbouring literal pieces as one."""
    pending = ""
    seen = False
    for part in parts:
        seen = True
        if isinstance(part, str):
            pending += part
            continue
        if pending:
            yield pending
            pending = ""
        yield part
    if pending or not seen:
        yield pending


def _unescaped(text: str) -> str:
    found = []
    characters = iter(text)
    for character in characters:
        if character == "\\":
            character = next(characters, "")
            if character == "\n":
                continue
        found.append(character)
    return "".join(found)


def _span(node: SgNode) -> tuple[int, int]:
    found = node.range()
    return found.start.index, found.end.index
