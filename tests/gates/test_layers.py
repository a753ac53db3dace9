"""Imports point downwards only, one module knows ast-grep, and rules know nothing but fastdoctor and Python."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"__main__"}),
    frozenset({"cli", "lsp"}),
    frozenset({"workspace"}),
    frozenset({"doctor"}),
    frozenset({"fixing", "adoption", "asking"}),
    frozenset({"cache"}),
    frozenset({"report", "suppression", "configuration"}),
    frozenset({"upgrade"}),
    frozenset({"catalogue"}),
    frozenset({"project"}),
    frozenset({"model"}),
    frozenset({"stack"}),
    frozenset({"names"}),
    frozenset({"syntax"}),
    frozenset({"files"}),
    frozenset({"knowledge"}),
    frozenset({"report.result", "declaration"}),
    frozenset({"finding", "failure", "about", "processes", "hashing", "pattern"}),
    frozenset({""}),
)
"""From top to bottom; "" is `fastdoctor` itself, which re-exports the values that rules use."""
PACKAGE = sorted((ROOT / "fastdoctor").rglob("*.py"))
RULES = sorted((ROOT / "rules").rglob("*.py"))


def imported(file: Path) -> Iterator[str]:
    """The modules that a file imports when it runs; imports for type checkers only do not count."""
    tree = ast.parse(file.read_text("utf-8"))
    skipped = {
        node
        for guard in ast.walk(tree)
        if isinstance(guard, ast.If) and ast.unparse(guard.test) == "TYPE_CHECKING"
        for child in guard.body
        for node in ast.walk(child)
    }
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            assert node.module is not None
            is_module = node.module == "fastdoctor" and all(
                (ROOT / "fastdoctor" / alias.name).exists() or (ROOT / "fastdoctor" / f"{alias.name}.py").exists()
                for alias in node.names
            )
            yield from (f"{node.module}.{alias.name}" for alias in node.names) if is_module else (node.module,)


def layer(module: str) -> int:
    """The number of a module's layer, from the top; its longest named prefix decides."""
    parts = module.split(".")[1:]
    for length in range(len(parts), -1, -1):
        name = ".".join(parts[:length])
        for number, names in enumerate(LAYERS):
            if name in names and (name or not parts):
                return number
    raise AssertionError(f"{module} belongs to no layer: add it to LAYERS")


def module_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("file", PACKAGE, ids=module_of)
def test_imports_point_downwards(file: Path) -> None:
    own = module_of(file)
    if own == "fastdoctor":
        assert [name for name in imported(file) if name.startswith("fastdoctor")] == []
        return
    for name in imported(file):
        if not name.startswith("fastdoctor"):
            continue
        same = own.split(".")[1] == [*name.split("."), ""][1]
        assert same or layer(own) < layer(name), f"{own} must not import {name}"


@pytest.mark.parametrize("file", PACKAGE, ids=module_of)
def test_only_syntax_knows_ast_grep(file: Path) -> None:
    if module_of(file).split(".")[1:2] != ["syntax"]:
        assert not [name for name in imported(file) if name.split(".")[0] == "ast_grep_py"]


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.stem)
def test_a_rule_imports_fastdoctor_and_the_standard_library_only(file: Path) -> None:
    for name in imported(file):
        assert name.split(".")[0] in {"fastdoctor", *sys.stdlib_module_names}, f"{file.name} imports {name}"


def test_the_contract_would_notice() -> None:
    assert layer("fastdoctor.report.formats.full") < layer("fastdoctor.catalogue.page") < layer("fastdoctor.syntax.x")
    assert layer("fastdoctor.report.result") > layer("fastdoctor.files.tree")
    with pytest.raises(AssertionError, match="belongs to no layer"):
        layer("fastdoctor.somewhere")
