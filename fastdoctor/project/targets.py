"""What a start command's target means in the project's source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.model.wrapping import wrapped_application
from fastdoctor.names.values import (
    UNKNOWN,
    ClassValue,
    External,
    FunctionValue,
    Instance,
    Known,
    ModuleValue,
    Value,
)
from fastdoctor.pattern import pattern
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import walk

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter
    from fastdoctor.stack import StartCommand

_TARGET = pattern(r"([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*):([A-Za-z_]\w*)(?:\(\))?")
_PLAIN = (FunctionValue, ClassValue, External, ModuleValue, Known, Instance)
"""Values of which it is proven whether they are an application."""
_DYNAMIC = frozenset({"globals", "locals", "vars", "exec", "setattr"})


def module_of(run: Interpreter, target: str, folders: tuple[str, ...]) -> tuple[str, str] | None:
    """The file and the attribute of a "module:attribute" target; the file is "" where no folder has such a module.

    `folders` are those from which the server imports. None for a target of another form.
    """
    matched = _TARGET.fullmatch(target)
    if matched is None:
        return None
    below = matched[1].replace(".", "/")
    paths = [f"{folder}/{below}".lstrip("/") for folder in folders]
    found = (name for path in paths for name in (f"{path}.py", f"{path}/__init__.py") if name in run.files)
    return next(found, ""), matched[2]


def is_of_project(run: Interpreter, target: str, folders: tuple[str, ...]) -> bool:
    """Whether the package that a target begins with is one of the project's, and not an installed one."""
    top = target.partition(":")[0].split(".")[0]
    return any(_is_package(run, folder, top) for folder in folders)


def _is_package(run: Interpreter, folder: str, name: str) -> bool:
    prefix = f"{folder}/{name}/".lstrip("/")
    return any(path.startswith(prefix) and path.endswith(".py") for path in run.files.paths)


def started_value(run: Interpreter, path: str, attribute: str) -> Value | None:
    """What a module has under a name; None where it surely has no such name, UNKNOWN where that is not proven."""
    names = run.names_of(run.module(path))
    if attribute in names:
        return run.resolve(names[attribute])
    if run.index.child(path, attribute) is not None:
        return UNKNOWN
    source = run.syntax(path)
    if source is None or source.broken or path in run.exhausted or _is_dynamic(source):
        return UNKNOWN
    return None


def _is_dynamic(source: tree.Module) -> bool:
    """Whether a module binds names in a way that is not written out."""
    for node in walk((source.body,)):
        if isinstance(node, tree.ImportFrom) and any(imported.name == "*" for imported in node.names):
            return True
        if isinstance(node, tree.Name) and node.id in _DYNAMIC:
            return True
        if isinstance(node, tree.Function) and node.name == "__getattr__":
            return True
        if isinstance(node, tree.Declare) and node.kind == "global":
            return True
    return False


def missing_for_cli(run: Interpreter, command: StartCommand, folders: tuple[str, ...]) -> str:
    """Why `fastapi run` cannot start a file, "" where it can or nothing proves that it cannot."""
    if _TARGET.fullmatch(command.target):
        return "it takes a file, or -e with a target"
    if not command.target.endswith(".py") or "--app" in command.text:
        return ""
    paths = (f"{folder}/{command.target}".lstrip("/") for folder in (*command.search_path, *folders))
    path = next((path for path in paths if path in run.files), "")
    source = run.syntax(path) if path else None
    if source is None or source.broken or path in run.exhausted or _is_dynamic(source):
        return ""
    values = [run.resolve(value) for value in run.names_of(run.module(path)).values()]
    if any(value == UNKNOWN or not isinstance(value, _PLAIN) or is_asgi(run, value) for value in values):
        return ""
    return f"{path} has no FastAPI object"


def is_asgi(run: Interpreter, value: Value) -> bool:
    """Whether a value surely is, or wraps, an application of the framework."""
    return isinstance(value, Instance) and wrapped_application(run, value) is not None
