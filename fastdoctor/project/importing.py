"""How a file can name something external, and which import it needs for that."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.finding import Edit
from fastdoctor.names.canonical import canonical
from fastdoctor.names.values import Site
from fastdoctor.project.editing import replaced_span
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

ImportStatement = tree.Import | tree.ImportFrom


class Spelling(Struct, frozen=True):
    """What to write for a name ("asyncio.sleep", "ConfigDict"), and the edits that import it, () where it is."""

    text: str
    edits: tuple[Edit, ...]


def spelled(run: Interpreter, path: str, wanted: str) -> Spelling | None:
    """How a file says the dotted name `wanted`, None where its own names stand in the way.

    What the file imports at its top level is used as it is, imports for type checkers only do not count. Otherwise
    the name is added to an import of the same module, else a new import is put beside those of its kind.
    """
    source = run.syntax(path)
    if source is None:
        return None
    module, _, name = wanted.rpartition(".")
    imports = [statement for statement in source.body if isinstance(statement, (tree.Import, tree.ImportFrom))]
    known = _known(imports, wanted)
    text = run.files.text(path)
    if known is not None:
        return Spelling(known, ()) if _bound_once(text, known.split(".")[0]) else None
    plain = module in sys.stdlib_module_names
    bound = module if plain else name
    if re.search(rf"\b{re.escape(bound)}\b", _without_attributes(text)):
        return None
    if not plain:
        extended = _extended(run, path, imports, module, name)
        if extended is not None:
            return Spelling(name, (extended,))
    line = f"import {module}" if plain else f"from {module} import {name}"
    return Spelling(wanted if plain else name, (_added(run, path, source, imports, line, module),))


def _known(imports: list[ImportStatement], wanted: str) -> str | None:
    """The spelling that the imports of a file already allow."""
    for statement in imports:
        for imported in statement.names:
            if isinstance(statement, tree.ImportFrom):
                if not statement.level and canonical(f"{statement.module}.{imported.name}") == canonical(wanted):
                    return imported.alias or imported.name
            elif wanted.startswith(f"{imported.name}.") and (imported.alias or "." not in imported.name):
                return (imported.alias or imported.name) + wanted.removeprefix(imported.name)
    return None


def _bound_once(text: str, name: str) -> bool:
    """Whether nothing but an import gives a name its meaning: no parameter, assignment, function or loop."""
    word = re.escape(name)
    other = rf"(?m)^[ \t]*{word}\b[ \t]*(?::[^=\n]*)?=(?!=)|\b(?:def|class|for|as)[ \t]+{word}\b(?![ \t]*$)"
    return re.search(other, text) is None


def _without_attributes(text: str) -> str:
    return re.sub(r"\.[ \t]*\w+", "", text)


def _extended(run: Interpreter, path: str, imports: list[ImportStatement], module: str, name: str) -> Edit | None:
    """The edit that puts a name into an import of the same module, in alphabetical order where that is kept."""
    for statement in imports:
        if not isinstance(statement, tree.ImportFrom) or statement.level or statement.module != module:
            continue
        names = statement.names
        if not names or any(imported.name == "*" for imported in names):
            continue
        text = run.files.text(path)
        later = next((imported for imported in names if imported.name.lower() > name.lower()), None)
        below = re.compile(r",[^\n]*\n").match(text, names[-1].end)
        if later is None and below is not None:  # a comment behind the last name stays there
            line = text.rfind("\n", 0, names[-1].start) + 1
            if not text[line : names[-1].start].strip():
                place = Site(path, below.end(), below.end())
                return replaced_span(run, place, f"{text[line : names[-1].start]}{name},\n")
        at = later.start if later else names[-1].end
        line = text.rfind("\n", 0, at) + 1
        alone = text[line : (later or names[-1]).start].strip() == ""
        gap = f"\n{text[line : (later or names[-1]).start]}" if alone else " "
        return replaced_span(run, Site(path, at, at), f"{name},{gap}" if later else f",{gap}{name}")
    return None


def _added(
    run: Interpreter, path: str, source: tree.Module, imports: list[ImportStatement], line: str, module: str
) -> Edit:
    """The edit that adds an import line beside those of its kind: the standard library's, or other packages'."""
    text = run.files.text(path)
    top = [statement for statement in source.body[: _leading(source)] if statement in imports]
    kind = _kind(run, path, module, level=0)
    same = [item for item in top if _kind_of(run, path, item) == kind]
    if same:
        key = _order(line)
        later = next((item for item in same if _order(text[item.start : item.end]) > key), None)
        if later is not None:
            return replaced_span(run, Site(path, later.start, later.start), f"{line}\n")
        return _below(run, path, text, same[-1].end, f"{line}\n")
    before = [item for item in top if _kind_of(run, path, item) < kind]
    if before:
        return _below(run, path, text, before[-1].end, f"\n{line}\n")
    if top:
        return replaced_span(run, Site(path, top[0].start, top[0].start), f"{line}\n\n")
    docstring = source.body[0] if source.body and _is_docstring(source.body[0]) else None
    if docstring is not None:
        return _below(run, path, text, docstring.end, f"\n{line}\n")
    start = source.body[0].start if source.body else len(text)
    if source.body and isinstance(source.body[0], (tree.Function, tree.Class)) and source.body[0].decorators:
        start = source.body[0].decorators[0].start - 1
    return replaced_span(run, Site(path, start, start), f"{line}\n\n")


def _leading(source: tree.Module) -> int:
    """How many statements at the beginning are imports, or stand between imports there."""
    last = 0
    for index, statement in enumerate(source.body):
        if isinstance(statement, (tree.Import, tree.ImportFrom)):
            last = index + 1
        elif not (isinstance(statement, (tree.Try, tree.If)) or _is_docstring(statement)):
            break
    return last


def _is_docstring(statement: tree.Statement) -> bool:
    return isinstance(statement, tree.Evaluate) and isinstance(statement.value, tree.Constant)


def _below(run: Interpreter, path: str, text: str, offset: int, lines: str) -> Edit:
    """The lines below the one that ends behind an offset."""
    end = text.find("\n", offset)
    if end < 0:
        return replaced_span(run, Site(path, len(text), len(text)), f"\n{lines.rstrip()}")
    return replaced_span(run, Site(path, end + 1, end + 1), lines)


def _kind_of(run: Interpreter, path: str, statement: ImportStatement) -> int:
    if isinstance(statement, tree.ImportFrom):
        return _kind(run, path, statement.module, statement.level)
    return _kind(run, path, statement.names[0].name if statement.names else "", 0)


def _kind(run: Interpreter, path: str, module: str, level: int) -> int:
    """0 for `__future__`, 1 for the standard library, 2 for other packages, 3 for the project's own."""
    if level or run.index.absolute(module, path) is not None:
        return 3
    top = module.split(".")[0]
    return 0 if top == "__future__" else 1 if top in sys.stdlib_module_names else 2


def _order(line: str) -> tuple[bool, str]:
    """isort's order inside a group: `import x` before `from x import y`, by module."""
    words = line.split()
    return words[0] == "from", words[1].lower() if len(words) > 1 else ""
