"""What the modules of a release define: public names, the keywords of callables, bases; read, never imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

OPEN = "**"
"""Stands among the keywords of a callable that accepts any other."""
KNOWN = frozenset({"fastapi", "starlette", "pydantic", "pydantic_settings", "httpx", "httpx2", "sqlmodel", "uvicorn"})
"""Packages whose names are followed when another one re-exports them."""


@dataclass(slots=True)
class Interface:
    """Public names; callable -> keywords; class -> bases; name -> the name it stands for."""

    names: set[str] = field(default_factory=set)
    callables: dict[str, tuple[str, ...]] = field(default_factory=dict)
    bases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Module:
    name: str
    is_package: bool
    nodes: dict[str, ast.AST] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)
    exported: list[str] | None = None
    dynamic: bool = False
    lazy: set[str] = field(default_factory=set)
    """Names that only a table of `__getattr__` mentions."""


def interface(folder: Path) -> Interface:
    """The interface of all import packages unpacked in a folder."""
    modules = {module.name: module for module in _modules(folder)}
    for module in modules.values():
        _expand_stars(module, modules, frozenset())
    found = Interface()
    homes: dict[tuple[str, str], str] = {}
    public = sorted(module for module in modules if _is_public(module))
    for name in sorted(public, key=lambda name: (name.count("."), name)):
        found.names.add(name)
        for attribute in sorted(_public_names(modules[name])):
            dotted = f"{name}.{attribute}"
            target = _origin(name, attribute, modules, frozenset())
            if target is None:
                continue
            found.names.add(dotted)
            home = _home(target, modules)
            home = homes.setdefault(target, home or dotted)
            if home != dotted:
                found.aliases[dotted] = home
    for (module, attribute), home in homes.items():
        if module in modules:
            _describe(home, modules[module].nodes.get(attribute), modules[module], modules, homes, found)
    return found


def _modules(folder: Path) -> Iterator[_Module]:
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder).with_suffix("").parts
        if any(not part.isidentifier() or part in {"bin", "tests", "test"} for part in parts):
            continue
        if "v1" in parts and parts[0] == "pydantic":
            continue
        is_package = parts[-1] == "__init__"
        module = _Module(".".join(parts[:-1] if is_package else parts), is_package)
        if not module.name:
            continue
        tree = ast.parse(file.read_bytes())
        module.dynamic = any(isinstance(node, ast.FunctionDef) and node.name == "__getattr__" for node in tree.body)
        _read(tree.body, module, checking=False)
        yield module


def _read(body: list[ast.stmt], module: _Module, checking: bool) -> None:
    for node in body:
        if isinstance(node, ast.If):
            guarded = "TYPE_CHECKING" in ast.unparse(node.test) and not isinstance(node.test, ast.UnaryOp)
            _read(node.body, module, checking or guarded)
            _read(node.orelse, module, checking)
        elif isinstance(node, ast.Try):
            for part in (node.body, *(handler.body for handler in node.handlers), node.orelse, node.finalbody):
                _read(part, module, checking)
        elif isinstance(node, ast.With):
            _read(node.body, module, checking)
        elif not checking or module.dynamic:
            _define(node, module)


def _define(node: ast.stmt, module: _Module) -> None:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            if not any(ast.unparse(decorator).endswith("overload") for decorator in node.decorator_list):
                module.nodes[node.name] = node
                module.imports.pop(node.name, None)
        case ast.Import():
            for alias in node.names:
                if alias.asname:
                    module.imports[alias.asname] = (alias.name, "")
        case ast.ImportFrom():
            source = _absolute(node, module)
            for alias in node.names:
                if alias.name == "*":
                    module.stars.append(source)
                else:
                    module.imports[alias.asname or alias.name] = (source, alias.name)
                    module.nodes.pop(alias.asname or alias.name, None)
        case ast.Assign() | ast.AnnAssign():
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                for name in ast.walk(target):
                    if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store):
                        _assign(name.id, node, module)


def _assign(name: str, node: ast.Assign | ast.AnnAssign, module: _Module) -> None:
    value = node.value
    if name == "__all__" and isinstance(value, (ast.List, ast.Tuple)):
        module.exported = [item.value for item in value.elts if isinstance(item, ast.Constant)]
    if isinstance(value, ast.Dict) and module.dynamic:
        keys = [key.value for key in value.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
        for key in keys:
            if key.isidentifier() and key not in module.imports:  # an import for type checkers says where it is
                module.nodes.setdefault(key, node)
                module.lazy.add(key)
    module.nodes[name] = node
    module.imports.pop(name, None)


def _absolute(node: ast.ImportFrom, module: _Module) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    up = node.level - 1 if module.is_package else node.level
    parts = parts[: len(parts) - up]
    return ".".join((*parts, node.module) if node.module else parts)


def _expand_stars(module: _Module, modules: dict[str, _Module], seen: frozenset[str]) -> None:
    stars, module.stars = module.stars, []
    for source in stars:
        if source in modules and source not in seen:
            _expand_stars(modules[source], modules, seen | {module.name})
            exported = modules[source].exported
            for name in exported if exported is not None else _public_names(modules[source]):
                module.imports.setdefault(name, (source, name))
                if name in module.lazy:
                    module.nodes.pop(name, None)
        elif source not in modules:
            module.imports[f"*{source}"] = (source, "*")


def _public_names(module: _Module) -> set[str]:
    return {name for name in (*module.nodes, *module.imports) if not name.startswith(("_", "*"))}


def _is_public(module: str) -> bool:
    return not any(part.startswith("_") for part in module.split("."))


def _origin(
    module: str, name: str, modules: dict[str, _Module], seen: frozenset[tuple[str, str]]
) -> tuple[str, str] | None:
    """Where a name is defined; None for what comes from a package that is not followed."""
    if module not in modules:
        return (module, name) if module.split(".")[0] in KNOWN else None
    if (module, name) in seen:
        return None
    if name in modules[module].nodes:
        return (module, name)
    if name in modules[module].imports:
        source, attribute = modules[module].imports[name]
        inner = f"{source}.{attribute}" if attribute else source
        if inner in modules:
            return (inner, "")
        return _origin(source, attribute, modules, seen | {(module, name)})
    return None


def _home(target: tuple[str, str], modules: dict[str, _Module]) -> str | None:
    """The public dotted name of a definition, None when its module is private."""
    module, name = target
    if not _is_public(module) and module in modules:
        return None
    return f"{module}.{name}" if name else module


def _describe(
    home: str,
    node: ast.AST | None,
    module: _Module,
    modules: dict[str, _Module],
    homes: dict[tuple[str, str], str],
    found: Interface,
) -> None:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        found.callables[home] = _keywords(node, method=False)
    if not isinstance(node, ast.ClassDef):
        return
    bases = tuple(_base(base, module, modules, homes) for base in node.bases)
    kept = tuple(base for base in bases if base not in {"object", "typing.Generic", "Generic", "ABC", "abc.ABC"})
    if kept:
        found.bases[home] = kept
    for child in node.body:
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            decorators = {ast.unparse(decorator).rpartition(".")[2] for decorator in child.decorator_list}
            if decorators & {"overload", "property", "cached_property", "setter"}:
                continue
            if child.name == "__init__":
                found.callables[home] = _keywords(child, method=True)
            elif not child.name.startswith("_"):
                found.callables[f"{home}.{child.name}"] = _keywords(child, method="staticmethod" not in decorators)
    described = [*(ast.unparse(item) for item in node.decorator_list), *kept]
    if home not in found.callables and any(
        word in text for text in described for word in ("dataclass", "TypedDict", "NamedTuple")
    ):
        found.callables[home] = tuple(_fields(node))


def _fields(node: ast.ClassDef) -> Iterator[str]:
    """The fields of a dataclass that its constructor takes."""
    for child in node.body:
        if not isinstance(child, ast.AnnAssign) or not isinstance(child.target, ast.Name):
            continue
        if "ClassVar" not in ast.unparse(child.annotation) and "init=False" not in ast.unparse(child):
            yield child.target.id


def _base(base: ast.expr, module: _Module, modules: dict[str, _Module], homes: dict[tuple[str, str], str]) -> str:
    plain = base.value if isinstance(base, ast.Subscript) else base
    text = ast.unparse(plain)
    first, _, rest = text.partition(".")
    target = _origin(module.name, first, modules, frozenset())
    if target is None:
        return text
    if rest:
        target = _origin(".".join(part for part in target if part), rest, modules, frozenset()) or target
    name, attribute = target
    return homes.get(target) or _home(target, modules) or f"{name}.{attribute}"


def _keywords(node: ast.FunctionDef | ast.AsyncFunctionDef, method: bool) -> tuple[str, ...]:
    arguments = node.args
    positional = [argument.arg for argument in arguments.args]
    if method and (arguments.posonlyargs or positional):
        positional = positional if arguments.posonlyargs else positional[1:]
    names = [*positional, *(argument.arg for argument in arguments.kwonlyargs)]
    return (*names, OPEN) if arguments.kwarg else tuple(names)
