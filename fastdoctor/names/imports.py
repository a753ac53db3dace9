"""What import statements bind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.names.values import UNKNOWN, External, Lazy, ModuleValue, Value
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.frames import Frame
    from fastdoctor.names.interpreter import Interpreter


def import_modules(run: Interpreter, statement: tree.Import, frame: Frame) -> None:
    """`import a.b as c`."""
    for imported in statement.names:
        module = run.imported(imported.name, frame.path)
        if imported.alias:
            _enter(run, module)
            frame.store(imported.alias, module)
            continue
        first = imported.name.split(".")[0]
        if first == imported.name:
            _enter(run, module)
            frame.store(first, module)
            continue
        top = run.imported(first, frame.path)
        _enter(run, top)
        _enter(run, module)
        frame.store(first, top)


def import_from(run: Interpreter, statement: tree.ImportFrom, frame: Frame) -> None:
    """`from a import b, c as d`."""
    module = source_module(run, statement, frame)
    if not isinstance(module, ModuleValue):
        for imported in statement.names:
            if imported.name != "*":
                value = run.external(f"{module.name}.{imported.name}") if isinstance(module, External) else UNKNOWN
                frame.store(imported.alias or imported.name, value)
        return
    _enter(run, module)
    for imported in statement.names:
        if imported.name == "*":
            _import_all(run, module, frame)
        else:
            frame.store(imported.alias or imported.name, _name(run, module, imported.name))


def source_module(run: Interpreter, statement: tree.ImportFrom, frame: Frame) -> Value:
    """The module that a `from` import names; UNKNOWN for a relative one that is not there."""
    if not statement.level:
        return run.imported(statement.module, frame.path)
    path = run.index.relative(statement.module, statement.level, frame.path)
    if path is None:
        return UNKNOWN
    package = frame.module.name.split(".")
    if not frame.path.endswith("__init__.py"):
        package = package[:-1]
    above = package[: len(package) - statement.level + 1]
    return run.module(path, ".".join([*above, statement.module] if statement.module else above))


def _enter(run: Interpreter, module: Value) -> None:
    """Read a module at its import where that does more than define names."""
    if isinstance(module, ModuleValue) and not module.evaluated and run.eager(module.path):
        run.names_of(module)


def _name(run: Interpreter, module: ModuleValue, name: str) -> Value:
    if module.evaluated and module.frame is not None and name in module.frame.names:
        return module.frame.names[name]
    child = run.index.child(module.path, name)
    if child is not None and (not module.evaluated or name not in (module.frame.names if module.frame else {})):
        submodule = run.module(child, f"{module.name}.{name}")
        if not _binds(run, module, name):
            _enter(run, submodule)
            return submodule
    return Lazy(module, name)


def _binds(run: Interpreter, module: ModuleValue, name: str) -> bool:
    """Whether a package itself binds a name that is also the name of a submodule of it."""
    if not module.path.endswith(".py"):
        return False
    names = run.names_of(module)
    return name in names


def _import_all(run: Interpreter, module: ModuleValue, frame: Frame) -> None:
    names = run.names_of(module)
    exported = names.get("__all__")
    from fastdoctor.names.targets import elements

    listed = elements(run, exported) if exported is not None else None
    if listed is not None:
        for item in listed:
            value = getattr(item, "value", None)
            if isinstance(value, str):
                frame.store(value, run.member(module, value))
        return
    for name, bound in list(names.items()):
        if not name.startswith("_"):
            frame.store(name, bound)
