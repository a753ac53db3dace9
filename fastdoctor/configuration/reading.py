"""Which configuration holds for a folder: the nearest file that has one, checked key by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fastdoctor.catalogue.rule import Rule
from fastdoctor.catalogue.selection import Selection, UnknownSelector, nearest, require_known
from fastdoctor.configuration.model import KEYS, Configuration, InvalidConfiguration
from fastdoctor.configuration.position import line_of_key
from fastdoctor.files.bounded import TooLarge, is_foreign_link, is_own_file, read_at_most, repository_of
from fastdoctor.finding import SEVERITIES

OWN_FILES = ("fastdoctor.toml", ".fastdoctor.toml")
_TABLE = ("tool", "fastdoctor")


def find_configuration(folder: Path) -> Path | None:
    """The nearest configuration at or above the folder, not above the root of its git repository."""
    for candidate in (folder, *folder.parents):
        if found := configuration_in(candidate):
            return found
        if (candidate / ".git").exists():
            return None
    return None


def configuration_in(folder: Path) -> Path | None:
    """The configuration file of this very folder: fastdoctor.toml first, then a pyproject.toml with our table.

    Raises InvalidConfiguration for a link out of the repository: what nobody named is read from inside only.
    """
    for name in OWN_FILES:
        if is_own_file(folder / name, repository_of(folder)):
            return folder / name
        if is_foreign_link(folder / name, repository_of(folder)):
            raise InvalidConfiguration(
                f"{folder / name} is a link out of {repository_of(folder)}; pass --config if it is the one you want"
            )
    pyproject = folder / "pyproject.toml"
    try:
        mentions = is_own_file(pyproject, repository_of(folder)) and b"fastdoctor" in read_at_most(pyproject)
    except TooLarge as problem:
        raise InvalidConfiguration(
            f"{pyproject} is {problem.strerror}, so nobody knows what it configures; pass --isolated or --config"
        ) from problem
    except OSError:
        return None  # a project file that cannot be read is reported when the project is read
    return pyproject if mentions and _has_table(pyproject) else None


def read_configuration(file: Path) -> Configuration:
    """The configuration in a file; raises InvalidConfiguration for whatever in it is not understood."""
    text = _text(file)
    prefix: tuple[str, ...] = _TABLE if file.name == "pyproject.toml" else ()
    table: Any = _parsed(file, text)
    for key in prefix:
        table = table.get(key, {}) if isinstance(table, dict) else {}
    if not isinstance(table, dict):
        raise InvalidConfiguration(f"{file}: [tool.fastdoctor] must be a table")
    for key, value in table.items():
        _require_valid(file, text, (*prefix, key), value)
    select = table.get("select")
    return Configuration(
        file=file,
        folder=file.parent,
        selection=Selection(
            select=None if select is None else tuple(select),
            extend_select=tuple(table.get("extend-select", ())),
            ignore=tuple(table.get("ignore", ())),
        ),
        severity=dict(table.get("severity", {})),
        per_file_ignores=tuple((glob, tuple(ids)) for glob, ids in table.get("per-file-ignores", {}).items()),
        exclude=tuple(table.get("exclude", ())),
        entrypoint=table.get("entrypoint"),
        rule_folders=tuple(file.parent / folder for folder in table.get("rule-folders", ())),
    )


def require_known_rules(configuration: Configuration, rules: Sequence[Rule]) -> None:
    """Raise InvalidConfiguration when the configuration names a rule that the catalogue does not hold."""
    if configuration.file is None:
        return
    selection = configuration.selection
    named: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
        (("select",), selection.select or ()),
        (("extend-select",), selection.extend_select),
        (("ignore",), selection.ignore),
        *((("per-file-ignores", glob), ids) for glob, ids in configuration.per_file_ignores),
    ]
    ids = {rule.id for rule in rules}
    for path, selectors in named:
        try:
            require_known(rules, selectors)
        except UnknownSelector as problem:
            raise _at(configuration.file, path, str(problem)) from problem
    for name in configuration.severity:
        if name not in ids:
            raise _at(configuration.file, ("severity", name), f"there is no rule {name!r}{_hint(nearest(name, ids))}")


def _require_valid(file: Path, text: str, path: tuple[str, ...], value: object) -> None:
    key = path[-1]
    if key not in KEYS:
        raise _error(file, text, path, f"unknown key {key!r}{_hint(nearest(key, KEYS))}")
    if problem := _problem(value, KEYS[key]):
        raise _error(file, text, path, f"{key!r} {problem}")


def _problem(value: object, schema: Mapping[str, Any]) -> str:
    """Why a value is not what the schema of its key asks for, or ""."""
    match schema["type"]:
        case "string" if "enum" in schema:
            return "" if value in SEVERITIES else f"holds {value!r}, which is none of {', '.join(SEVERITIES)}"
        case "string":
            import re

            valid = isinstance(value, str) and bool(re.fullmatch(schema["pattern"], value))
            return "" if valid else f"must look like `package.module:name`, not {value!r}"
        case "array":
            valid = isinstance(value, list) and all(isinstance(item, str) for item in value)
            return "" if valid else f"must be a list of strings, not {value!r}"
    if not isinstance(value, dict):
        return f"must be a table, not {value!r}"
    return next(filter(None, (_problem(item, schema["additionalProperties"]) for item in value.values())), "")


def _at(file: Path, path: tuple[str, ...], message: str) -> InvalidConfiguration:
    prefix = _TABLE if file.name == "pyproject.toml" else ()
    return _error(file, _text(file), (*prefix, *path), message)


def _error(file: Path, text: str, path: tuple[str, ...], message: str) -> InvalidConfiguration:
    return InvalidConfiguration(f"{file}:{line_of_key(text, path)}: {message}")


def _hint(suggestion: str) -> str:
    return f"; did you mean {suggestion!r}?" if suggestion else ""


def _text(file: Path) -> str:
    try:
        return read_at_most(file).decode("utf-8-sig")
    except OSError as problem:
        raise InvalidConfiguration(f"{file} cannot be read: {problem.strerror or problem}") from problem
    except UnicodeDecodeError as problem:
        raise InvalidConfiguration(f"{file} cannot be read: {problem}") from problem


def _parsed(file: Path, text: str) -> dict[str, Any]:
    import tomli

    try:
        return tomli.loads(text)
    except (ValueError, RecursionError) as problem:
        raise InvalidConfiguration(f"{file} is not valid TOML: {problem}") from problem


def _has_table(pyproject: Path) -> bool:
    """Whether the file holds our table; one that is broken does when a line says so, and reading it is an error."""
    text = _text(pyproject)
    try:
        tool = _parsed(pyproject, text).get("tool")
    except InvalidConfiguration:
        return any(line.replace(" ", "").startswith("[tool.fastdoctor") for line in text.split("\n"))
    return isinstance(tool, dict) and "fastdoctor" in tool
