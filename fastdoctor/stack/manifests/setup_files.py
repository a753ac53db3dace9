"""What a setup.cfg or a setup.py asks for; of setup.py only what its call of `setup` states literally."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.stack.lines import Text
from fastdoctor.stack.manifests.manifest import Manifest
from fastdoctor.stack.requirement import read_requirement
from fastdoctor.stack.toml import conflict_in
from fastdoctor.stack.values import ConsoleScript, Problem, PythonChoice, Requirement, normalized
from fastdoctor.syntax import tree
from fastdoctor.syntax.budget import GivenUp
from fastdoctor.syntax.python import parse_module

if TYPE_CHECKING:
    from configparser import ConfigParser


def read_setup_cfg(source: Text) -> Manifest:
    """The requirements of a setup.cfg."""
    from configparser import ConfigParser, Error

    conflict = conflict_in(source)
    parser = ConfigParser(strict=False)  # `%(extra)s` stands for the packages of another one
    try:
        parser.read_string(source.text)
    except Error as problem:
        line = getattr(problem, "lineno", None) or 1
        return Manifest(problems=(conflict or source.problem("is no configuration file", line),))
    options, extras = _section(parser, "options"), _section(parser, "options.extras_require")
    found = list(_lines(source, options.get("install_requires", ""), ""))
    for extra, text in extras.items():
        found += _lines(source, text, extra)
    floor = options.get("python_requires", "")
    name = parser.get("metadata", "name", fallback="", raw=True)
    return Manifest(
        tuple(item for item in found if isinstance(item, Requirement)),
        tuple(item for item in found if isinstance(item, Problem)),
        PythonChoice(floor, "", _place(source, floor), "requires-python") if floor else None,
        normalized(name),
        scripts=tuple(_scripts(source, parser.get("options.entry_points", "console_scripts", fallback="", raw=True))),
        declares=bool(options or name),
    )


def _section(parser: ConfigParser, name: str) -> dict[str, str]:
    """The options of a section, as they are written where one of them names another that is not there."""
    from configparser import InterpolationError

    if name not in parser:
        return {}
    try:
        return dict(parser.items(name))
    except InterpolationError:
        return dict(parser.items(name, raw=True))


def read_setup_py(source: Text) -> Manifest:
    """The literal arguments of the call of `setup`; `declares` is False where there is no such call."""
    try:
        module = parse_module(source.path, source.text)
    except (GivenUp, RecursionError):
        return Manifest(problems=(source.problem("nests too deeply to be read"),))
    values: dict[str, tree.Expression] = {}
    call: tree.Call | None = None
    for statement in _statements(module.body):
        if isinstance(statement, tree.Assign) and isinstance(statement.targets[0], tree.Name):
            values[statement.targets[0].id] = statement.value
        if isinstance(statement, tree.Evaluate) and isinstance(statement.value, tree.Call):
            call = statement.value if _is_setup(statement.value.function) else call
    if call is None:
        return Manifest(declares=False)
    keywords = {keyword.name: _followed(keyword.value, values) for keyword in call.keywords}
    found = list(_listed(source, keywords.get("install_requires"), values, ""))
    extras = keywords.get("extras_require")
    for key, value in extras.items if isinstance(extras, tree.Mapping) else ():
        if isinstance(key, tree.Constant) and isinstance(key.value, str):
            found += _listed(source, _followed(value, values), values, key.value)
    floor, name = keywords.get("python_requires"), keywords.get("name")
    return Manifest(
        tuple(item for item in found if isinstance(item, Requirement)),
        tuple(item for item in found if isinstance(item, Problem)),
        _python(source, floor),
        normalized(name.value) if isinstance(name, tree.Constant) and isinstance(name.value, str) else "",
        is_library=True,
        scripts=tuple(_entry_points(source, keywords.get("entry_points"), values)),
    )


def _statements(body: tuple[tree.Statement, ...]) -> Iterator[tree.Statement]:
    for statement in body:
        yield statement
        if isinstance(statement, tree.If):
            yield from _statements(statement.body)


def _is_setup(function: tree.Expression) -> bool:
    return (isinstance(function, tree.Name) and function.id == "setup") or (
        isinstance(function, tree.Attribute) and function.name == "setup"
    )


def _followed(value: tree.Expression, values: Mapping[str, tree.Expression]) -> tree.Expression:
    return values.get(value.id, value) if isinstance(value, tree.Name) else value


def _listed(
    source: Text, value: tree.Expression | None, values: Mapping[str, tree.Expression], group: str
) -> Iterator[Requirement | Problem]:
    """The requirements of a list; anything that is not literal is a problem, for it may ask for more."""
    if value is None:
        return
    if not isinstance(value, tree.Sequence):
        location = source.location(value.start, value.end)
        yield Problem("asks for packages that only running it would tell", location, may_be_right=True)
        return
    for item in value.items:
        item = _followed(item, values)
        location = source.location(item.start, item.end)
        if isinstance(item, tree.Constant) and isinstance(item.value, str):
            yield read_requirement(item.value, location, group)
        else:
            yield Problem("asks for a package that only running it would tell", location, may_be_right=True)


def _lines(source: Text, text: str, group: str) -> Iterator[Requirement | Problem]:
    for line in text.splitlines():
        plain = line.partition(" #")[0].strip()
        if plain and not plain.startswith(("#", "file:")):
            yield read_requirement(plain, _place(source, plain), group)
        elif plain.startswith("file:"):
            yield Problem("names its requirements in another file", _place(source, plain), may_be_right=True)


def _scripts(source: Text, text: str) -> Iterator[ConsoleScript]:
    """The console scripts that lines like "name = module:attribute" declare."""
    for line in text.splitlines():
        name, separator, target = line.partition("=")
        if separator and not line.lstrip().startswith(("#", ";")):
            yield ConsoleScript(name.strip(), target.partition("[")[0].strip(), _place(source, line.strip()))


def _entry_points(
    source: Text, value: tree.Expression | None, values: Mapping[str, tree.Expression]
) -> Iterator[ConsoleScript]:
    """The console scripts that `entry_points` states literally: a mapping of lists or texts."""
    for key, given in value.items if isinstance(value, tree.Mapping) else ():
        if isinstance(key, tree.Constant) and key.value == "console_scripts":
            listed = _followed(given, values)
            for item in listed.items if isinstance(listed, tree.Sequence) else (listed,):
                if isinstance(item, tree.Constant) and isinstance(item.value, str):
                    yield from _scripts(source, item.value)


def _place(source: Text, text: str) -> Location:
    found = re.search(rf"(?<![\w.-]){re.escape(text)}", source.text)
    return source.location(*found.span()) if found else source.line(1)


def _python(source: Text, value: tree.Expression | None) -> PythonChoice | None:
    if isinstance(value, tree.Constant) and isinstance(value.value, str):
        return PythonChoice(value.value, "", source.location(value.start, value.end), "requires-python")
    return None
