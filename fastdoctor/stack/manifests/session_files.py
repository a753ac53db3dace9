"""What tox and nox install for their sessions, as far as it stands there literally."""

from __future__ import annotations

from fastdoctor.pattern import pattern
from fastdoctor.stack.lines import Text
from fastdoctor.stack.manifests.manifest import Manifest
from fastdoctor.stack.requirement import read_requirement
from fastdoctor.stack.values import Requirement
from fastdoctor.syntax import tree
from fastdoctor.syntax.budget import GivenUp
from fastdoctor.syntax.python import parse_module
from fastdoctor.syntax.walk import walk

GROUP = "dev"
_FACTOR = pattern(r"^[\w!,{}.-]+:\s+")
_VALUED = pattern(r"-[a-z]|--(?:requirement|constraint|editable|group|[\w-]+-url|find-links)")
"""Options whose value is the next argument."""
_NAMED = pattern(r"[A-Za-z0-9][\w.-]*\s*(?:\[[\w\s,.-]*\])?\s*(?:[<>=!~;@].*)?")


def read_tox(source: Text) -> Manifest:
    """The `deps` of every environment of a tox.ini, as development requirements; other files it names are left out."""
    from configparser import Error, RawConfigParser

    parser = RawConfigParser(strict=False)
    try:
        parser.read_string(source.text)
    except Error:
        return Manifest(declares=False)  # tox itself tells; nothing that is deployed depends on it
    found: list[Requirement] = []
    for section in parser.sections():
        if section.startswith("testenv") and parser.has_option(section, "deps"):
            start = max(source.text.find(f"[{section}]"), 0)
            for line in parser.get(section, "deps").splitlines():
                found += _named(source, _FACTOR.sub("", line.partition(" #")[0].strip()), start)
    return Manifest(tuple(found), declares=False)


def read_noxfile(source: Text) -> Manifest:
    """The literal arguments of every `session.install(...)` of a noxfile, as development requirements."""
    try:
        module = parse_module(source.path, source.text)
    except (GivenUp, RecursionError):
        return Manifest(declares=False)
    found: list[Requirement] = []
    for node in walk(module.body):
        if (
            isinstance(node, tree.Call)
            and isinstance(node.function, tree.Attribute)
            and node.function.name == "install"
        ):
            valued = False
            for argument in node.arguments:
                text = argument.value if isinstance(argument, tree.Constant) else None
                if isinstance(text, str) and not valued:
                    found += _named(source, text, argument.start)
                valued = isinstance(text, str) and _VALUED.fullmatch(text) is not None
    return Manifest(tuple(found), declares=False)


def _named(source: Text, text: str, start: int) -> list[Requirement]:
    """The requirement that a text is, where it names a package; options, paths and substitutions are none."""
    at = source.text.find(text, start)
    if at < 0 or not _NAMED.fullmatch(text):
        return []
    read = read_requirement(text, source.location(at, at + len(text)), GROUP)
    return [read] if isinstance(read, Requirement) else []
