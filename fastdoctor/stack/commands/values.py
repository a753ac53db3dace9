"""Which command a YAML value stands for: a text for a shell, a text to be split, or a list of words."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from fastdoctor.finding import Location
from fastdoctor.stack.commands.arguments import Argument, CommandLine
from fastdoctor.stack.commands.shell_lines import Surroundings, commands_in, commands_of
from fastdoctor.stack.commands.templates import as_variables, is_open
from fastdoctor.stack.lines import Text
from fastdoctor.stack.values import StartCommand
from fastdoctor.stack.yaml import Node, mapped


def words_of(source: Text, node: Node) -> tuple[Argument, ...]:
    """The words of a list of scalars; other items are unknown words."""
    return tuple(
        Argument(None if is_open(item.text) else item.text, mapped(source, item).location(0, len(item.text or "")))
        for item in node.items
    )


def listed(source: Text, nodes: list[Node], around: Surroundings) -> Iterator[StartCommand]:
    """The servers that lists of words start, several lists joined to one command."""
    arguments = tuple(word for node in nodes for word in words_of(source, node))
    if not arguments:
        return
    last = nodes[-1]
    line = CommandLine(
        arguments,
        source.location(last.start, _end(source, last)),
        " ".join(argument.text or "" for argument in arguments),
        around.kind,
        "exec",
        around.environment,
        around.working_directory,
        around.development,
    )
    yield from commands_of(line)


def written(source: Text, node: Node, around: Surroundings, splits: bool = False) -> Iterator[StartCommand]:
    """The servers that a scalar starts; `splits` where no shell runs it, its words are only split."""
    places = mapped(source, node)
    if is_open(node.text):
        places = replace(places, text=as_variables(places.text))
    yield from commands_in(places, around, "exec" if splits else "shell")


def environment_of(node: Node | None) -> dict[str, str]:
    """Variables from a mapping, a list of `NAME=value`, or Kubernetes' list of names and values."""
    if node is None:
        return {}
    found = {name: value.text for name, value in node.entries() if value.text is not None}
    for item in node.items:
        if item.text is not None and "=" in item.text:
            name, _, value = item.text.partition("=")
            found[name] = value
        named, given = item.scalar("name"), item.scalar("value")
        if named is not None and given is not None:
            found[named] = given
    return found


def variable_places(source: Text, node: Node | None) -> dict[str, Location]:
    """Where the values of `environment_of` stand, by `$NAME`."""
    if node is None:
        return {}
    found = {f"${name}": place(source, value) for name, value in node.entries() if value.text is not None}
    for item in node.items:
        if item.text is not None and "=" in item.text:
            found[f"${item.text.partition('=')[0]}"] = place(source, item)
        value = item.get("value")
        if value is not None and value.text is not None:
            found[f"${item.scalar('name')}"] = place(source, value)
    return found


def place(source: Text, node: Node) -> Location:
    """Where a node stands."""
    return source.location(node.start, _end(source, node))


def _end(source: Text, node: Node) -> int:
    """The end of a node without the blank lines that belong to a block."""
    return node.start + len(source.text[node.start : node.end].rstrip())
