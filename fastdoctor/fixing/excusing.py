"""Which comment excuses a finding, and where it has to stand."""

from __future__ import annotations

import ast
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.finding import Edit, Finding, Fix, Location, Region
from fastdoctor.fixing.edits import edited
from fastdoctor.report.result import Result
from fastdoctor.stack.readers import is_written_by_a_tool
from fastdoctor.suppression.directive import directives_of

_FARTHEST = 60
"""Lines above a finding where the logical line that it is part of may begin."""
_WHOLE_LINES = ("dockerfile", "containerfile", "procfile", "makefile", ".env", ".service")
"""Files in which a comment needs a line of its own."""


def excused(result: Result, tree: Tree, reason: str, own: frozenset[str]) -> Result:
    """The result whose findings carry the comment that excuses them as their fix; those that none can excuse have none.

    Findings of one line share one comment. `own` has the ids of rules about comments: nothing excuses those.
    """
    groups: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for finding in result.findings:
        groups[finding.location.path, finding.location.region.start_line].append(finding)
    fixes: dict[Finding, Fix | None] = {}
    for (path, _), group in groups.items():
        ids = sorted({finding.rule for finding in group} - own)
        fix = _fix(tree, path, group[0].location.region, ids, reason) if ids else None
        fixes.update((finding, None if finding.rule in own else fix) for finding in group)
    return replace(result, findings=tuple(replace(finding, fix=fixes[finding]) for finding in result.findings))


def _fix(tree: Tree, path: str, region: Region, ids: Sequence[str], reason: str) -> Fix | None:
    try:
        text = tree.text(path)
    except Unreadable:
        return None
    if is_written_by_a_tool(path, text):
        return None
    for edit in _candidates(path, text, region, ids, reason):
        after = edited(text, (edit,))
        moved = _moved(region, edit)
        covered = {
            named.id for directive in directives_of(path, after) if directive.covers(moved) for named in directive.named
        }
        if covered.issuperset(ids) and _says_the_same(path, text, after):
            return Fix("excuse it with a comment", (edit,), safe=True)
    return None


def _candidates(path: str, text: str, region: Region, ids: Sequence[str], reason: str) -> Iterator[Edit]:
    """The comments that may do: in one that is there, behind the line, on a line above it."""
    for directive in directives_of(path, text):
        if directive.form == "ignore" and directive.named and directive.covers(region):
            last = directive.named[-1].location.region
            place = Region(last.end_line, last.end_column, last.end_line, last.end_column)
            present = {named.id for named in directive.named}
            yield Edit(Location(path, place), "".join(f", {name}" for name in ids if name not in present))
    comment = f"# fastdoctor: ignore[{', '.join(ids)}]" + (f" {reason}" if reason else "")
    lines = [line.rstrip("\r") for line in text.split("\n")]
    first = region.start_line
    if first > len(lines):
        return
    name = PurePosixPath(path).name.lower()
    if not any(part in name for part in _WHOLE_LINES) and not lines[first - 1].endswith("\\"):
        end = len(lines[first - 1].rstrip()) + 1
        gap = "  " if lines[first - 1].strip() else ""
        yield Edit(Location(path, Region(first, end, first, len(lines[first - 1]) + 1)), f"{gap}{comment}")
    for line in range(first, max(0, first - _FARTHEST), -1):
        if line == 1 or not lines[line - 2].endswith("\\"):
            indentation = lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())]
            yield Edit(Location(path, Region(line, 1, line, 1)), f"{indentation}{comment}\n")


def _moved(region: Region, edit: Edit) -> Region:
    """The region after the edit: a line further down where the comment got a line of its own above it."""
    down = edit.replacement.endswith("\n")
    return replace(region, start_line=region.start_line + down, end_line=region.end_line + down)


def _says_the_same(path: str, before: str, after: str) -> bool:
    """Whether the comment is a comment to the language too, as far as that can be read here."""
    meanings = {".py": _python, ".pyi": _python, ".toml": _toml, ".yml": _yaml, ".yaml": _yaml}
    meaning = meanings.get(PurePosixPath(path).suffix.lower())
    return meaning is None or meaning(before) == meaning(after)


def _python(text: str) -> object:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.dump(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None  # a newer Python's: the suppression's own reader has seen that it is a comment


def _toml(text: str) -> object:
    import tomli

    try:
        return tomli.loads(text)
    except (ValueError, RecursionError):
        return None


def _yaml(text: str) -> object:
    import yaml

    try:
        return [(type(event), getattr(event, "value", None)) for event in yaml.parse(text, yaml.SafeLoader)]
    except (yaml.YAMLError, RecursionError):
        return None
