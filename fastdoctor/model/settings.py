"""What a settings object holds: the run's environment, else the defaults of its class."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.files.environment import read_environment
from fastdoctor.names.annotations import annotation_value
from fastdoctor.names.classes import ancestors, enum_members, fields, find_member
from fastdoctor.names.operators import plain
from fastdoctor.names.records import default_value
from fastdoctor.names.targets import elements
from fastdoctor.names.values import (
    NONE,
    UNKNOWN,
    ClassValue,
    Collection,
    External,
    FunctionValue,
    Generic,
    Instance,
    Known,
    Table,
    Unknown,
    Value,
)
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

_TRUE = frozenset({"1", "true", "t", "yes", "y", "on"})
_FALSE = frozenset({"0", "false", "f", "no", "n", "off"})


def settings_field(run: Interpreter, receiver: Instance, name: str) -> Value | None:
    """The value of a settings field; None where the name is no field (a method, a property, an unknown base)."""
    if name in receiver.attributes:
        return None
    found = _field(run, receiver.type, name)
    if found is None:
        return None
    owner, field = found
    annotation = annotation_value(run, field.annotation, owner.frame)
    raw = _environment(run, receiver.type, owner, name)
    if raw is not None:
        return _parsed(run, raw, annotation)
    if field.value is None:
        return Unknown("set by the environment", annotation)
    default = default_value(run, run.resolve(owner.names.get(name, UNKNOWN)))
    # settings validate their defaults as well: a text becomes the member of the enumeration
    return _member(run, annotation, default.value) or default if isinstance(default, Known) else default


def _field(run: Interpreter, kind: Value, name: str) -> tuple[ClassValue, tree.Annotated] | None:
    member = find_member(run, kind, name)
    if member is not None and isinstance(member[0], FunctionValue):
        return None
    for base in ancestors(run, kind):
        if isinstance(base, ClassValue):
            for field in fields(base):
                if isinstance(field.target, tree.Name) and field.target.id == name:
                    return base, field
    return None


def _environment(run: Interpreter, kind: Value, owner: ClassValue, name: str) -> str | None:
    wanted = {f"{_prefix(run, kind)}{name}".lower(), *_aliases(run, owner, name)}
    for source in (run.environment, _env_file(run, kind)):
        for variable, value in source.items():
            if variable.lower() in wanted:
                return value
    return None


def _env_file(run: Interpreter, kind: Value) -> dict[str, str]:
    """The variables of the committed env files that the settings class names, read from where it can be started."""
    found: dict[str, str] = {}
    given = _config(run, kind, "env_file")
    names = elements(run, given) if isinstance(given, Collection) else [given] if given is not None else []
    for name in names or ():
        text = plain(run, name)
        if isinstance(text, Known) and isinstance(text.value, str) and isinstance(kind, ClassValue):
            path = _beside(run, kind.path, text.value)
            found.update(read_environment(run.files.text_kept(path)) if path else {})
    return found


def _beside(run: Interpreter, path: str, name: str) -> str | None:
    """A file named relative to the folder in which the program is started: the import root, or a folder above."""
    folder = run.index.home(path)[0]
    while True:
        candidate = posixpath.normpath(posixpath.join(folder, name))
        if candidate in run.files and not candidate.startswith(".."):
            return candidate
        if not folder:
            return None
        folder = posixpath.dirname(folder)


def _prefix(run: Interpreter, kind: Value) -> str:
    prefix = _config(run, kind, "env_prefix")
    return prefix.value if isinstance(prefix, Known) and isinstance(prefix.value, str) else ""


def _config(run: Interpreter, kind: Value, name: str) -> Value | None:
    """An entry of `model_config`, or of the older `class Config`."""
    found = find_member(run, kind, "model_config")
    if found is not None and not isinstance(found[0], External):
        config = run.resolve(found[0])
        if isinstance(config, Table):
            return config.items.get(name)
        made = config.construction if isinstance(config, Instance) else None
        return made.argument(name) if made else None
    old = find_member(run, kind, "Config")
    return old[0].names.get(name) if old is not None and isinstance(old[0], ClassValue) else None


def _aliases(run: Interpreter, owner: ClassValue, name: str) -> set[str]:
    default = run.resolve(owner.names.get(name, UNKNOWN))
    made = default.construction if isinstance(default, Instance) else None
    values = [made.argument(keyword) for keyword in ("alias", "validation_alias", "env")] if made else []
    return {value.value.lower() for value in values if isinstance(value, Known) and isinstance(value.value, str)}


def _member(run: Interpreter, annotation: Value, given: object) -> Value | None:
    """The member of the enumeration that a field is declared as; None for other fields and values."""
    for kind in _alternatives(annotation):
        for member in enum_members(run, kind).values() if isinstance(kind, ClassValue) else ():
            value = member.attributes.get("value") if isinstance(member, Instance) else None
            if isinstance(value, Known) and str(value.value) == str(given):
                return member
    return None


def _alternatives(annotation: Value) -> Iterator[Value]:
    if isinstance(annotation, Generic):
        for argument in annotation.arguments:
            yield from _alternatives(argument)
    else:
        yield annotation


def _parsed(run: Interpreter, raw: str, annotation: Value) -> Value:
    """A variable's text as the declared type reads it."""
    member = _member(run, annotation, raw)
    if member is not None:
        return member
    name = annotation.name if isinstance(annotation, External) else ""
    if isinstance(annotation, Generic):
        return _parsed_generic(run, raw, annotation)
    if name == "builtins.bool":
        lowered = raw.lower()
        return Known(lowered in _TRUE) if lowered in _TRUE | _FALSE else UNKNOWN
    if name in {"builtins.int", "builtins.float"}:
        try:
            return Known(int(raw) if name == "builtins.int" else float(raw))
        except ValueError:
            return UNKNOWN
    if name in {"builtins.list", "builtins.dict", "builtins.set", "builtins.tuple"}:
        return _from_json(raw)
    return Known(raw)


def _parsed_generic(run: Interpreter, raw: str, annotation: Generic) -> Value:
    if annotation.origin in {External("typing.Union"), External("typing.Optional")}:
        inner = [argument for argument in annotation.arguments if argument != NONE]
        return _parsed(run, raw, inner[0]) if inner else UNKNOWN
    if annotation.origin == External("typing.Annotated"):
        return _parsed(run, raw, annotation.arguments[0])
    return Known(raw) if annotation.origin == External("typing.Literal") else _from_json(raw)


def _from_json(raw: str) -> Value:
    try:
        return _value(json.loads(raw))
    except (ValueError, RecursionError):
        return UNKNOWN


def _value(loaded: object) -> Value:
    if isinstance(loaded, list):
        return Collection("list", [_value(item) for item in loaded])
    if isinstance(loaded, dict):
        return Table({key: _value(item) for key, item in loaded.items()})
    return Known(loaded)
