"""Which findings a change brings: those that touch its lines, and those that were not there before it."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from fastdoctor.files.history import Snapshot
from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.finding import FIRST_LINE, Finding, Location
from fastdoctor.report.fingerprint import fingerprints
from fastdoctor.report.result import Result

_LONGEST = 5_000
"""Lines in a row that are compared one by one; of more, all count as changed."""
Lines = frozenset[int]


def brought(result: Result, tree: Tree, before: Snapshot, recheck: Callable[[Tree], Result]) -> Result:
    """The result with the findings only that the change since `before` brings, the others counted.

    A finding belongs to the change when its place or a related one is on a changed line, or when the project as it
    was did not have it: a changed requirement or a removed line shows far from where it was made.
    """
    changed = _Changes(tree, before)
    touching = {finding for finding in result.findings if any(map(changed.touches, _places(finding)))}
    if len(touching) < len(result.findings):
        old = recheck(before.tree(tree, result.files_read))
        touching |= _new(result, old, {path: changed.earlier(path) for path in result.texts})
    kept = tuple(finding for finding in result.findings if finding in touching)
    return replace(result, findings=kept, elsewhere=len(result.findings) - len(kept))


def changed_lines(before: str, after: str) -> Lines:
    """The lines of `after`, counted from 1, that are new or different; line endings do not matter."""
    old, new = (text.replace("\r\n", "\n").split("\n") for text in (before, after))
    start = next(
        (i for i, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    old, middle = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(old), len(middle)) > _LONGEST:
        return frozenset(range(start + 1, start + len(middle) + 1))
    blocks = difflib.SequenceMatcher(None, old, middle, autojunk=False).get_opcodes()
    return frozenset(
        start + line + 1 for kind, _, _, first, last in blocks if kind != "equal" for line in range(first, last)
    )


class _Changes:
    """The changed lines of each file, read when they are asked for."""

    tree: Tree
    before: Snapshot
    _lines: dict[str, Lines | None]

    def __init__(self, tree: Tree, before: Snapshot) -> None:
        self.tree, self.before, self._lines = tree, before, {}

    def touches(self, location: Location) -> bool:
        """Whether a place is on a changed line; a whole file is touched by any change of it."""
        if location.path not in self._lines:
            self._lines[location.path] = self._changed(location.path)
        lines = self._lines[location.path]
        region = location.region
        if lines is None or not lines:
            return lines is None
        if region == FIRST_LINE:
            return True
        last = region.end_line - (region.end_column == 1 and region.end_line > region.start_line)
        return any(line in lines for line in range(region.start_line, last + 1))

    def earlier(self, path: str) -> str:
        """The path under which git has this very content, else the path itself."""
        if path in self.before.ids or path not in self.tree:
            return path
        try:
            return self.before.path_of(self.tree.content(path)) or path
        except Unreadable:
            return path

    def _changed(self, path: str) -> Lines | None:
        """The changed lines of a file, None for one that is new or cannot be compared."""
        if path not in self.tree:
            return frozenset()
        try:
            content, text = self.tree.content(path), self.tree.text(path)
        except Unreadable:
            return None
        if self.before.holds(path, content) or self.earlier(path) != path:
            return frozenset()
        old = self.before.contents((path,))
        if path not in old:
            return None
        try:
            return changed_lines(Tree.of({path: old[path]}).text(path), text)
        except Unreadable:
            return None


def _places(finding: Finding) -> Iterable[Location]:
    return (finding.location, *(related.location for related in finding.related))


def _new(result: Result, old: Result, earlier: Mapping[str, str]) -> set[Finding]:
    """The findings of a result that an older one does not have, wherever their lines are now."""
    moved = tuple(_at(finding, earlier) for finding in result.findings)
    texts = {earlier.get(path, path): text for path, text in result.texts.items()}
    known = Counter(key.rpartition(":")[0] for key in fingerprints(old.findings, old.texts))
    new: set[Finding] = set()
    for finding, key in zip(result.findings, fingerprints(moved, texts), strict=True):
        plain = key.rpartition(":")[0]
        if known[plain]:
            known[plain] -= 1
        else:
            new.add(finding)
    return new


def _at(finding: Finding, earlier: Mapping[str, str]) -> Finding:
    path = finding.location.path
    return replace(finding, location=replace(finding.location, path=earlier.get(path, path)))
