"""What of the findings is shown: all, or those that a change brings and no baseline knows."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from fastdoctor.cli.adoption_options import Adoption
from fastdoctor.cli.checking import Checked, Run
from fastdoctor.files.tree import Tree
from fastdoctor.report.result import KnownFinding, Result
from fastdoctor.report.summary import plural

if TYPE_CHECKING:
    from fastdoctor.files.history import Snapshot


def staged_contents(tree: Tree) -> Tree:
    """The files as the next commit would have them."""
    from fastdoctor.files.history import staged

    snapshot = staged(tree.root)
    kept = tuple(path for path in tree.paths if path in snapshot.ids)
    changed = [path for path in kept if _differs(snapshot, tree, path)]
    return Tree(tree.root, tuple(sorted(snapshot.ids)), snapshot.contents(changed))


def _differs(snapshot: Snapshot, tree: Tree, path: str) -> bool:
    from fastdoctor.files.tree import Unreadable

    try:
        return not snapshot.holds(path, tree.content(path))
    except Unreadable:
        return True


class Shown(Struct, frozen=True):
    """Filters the result of each PATH as the options say."""

    adoption: Adoption
    base: Path
    rules: frozenset[str]
    entries: tuple[KnownFinding, ...]

    def result(self, checked: Checked) -> Result:
        """What of a PATH's result is shown."""
        result = checked.result
        if self.adoption.since is not None or self.adoption.staged:
            from fastdoctor.adoption.changes import brought

            result = brought(result, checked.opened.tree, self._before(checked.opened.tree.root), checked.recheck)
        if self.adoption.baseline is None:
            return result
        from fastdoctor.adoption.baseline import compared

        place, inside = self.place(checked), self._inside(checked)
        return compared(result, self.entries, place, lambda entry: inside(entry) and self._may_be_gone(entry))

    def place(self, checked: Checked) -> Callable[[str], str]:
        """From a path below PATH to the path that the baseline writes."""
        assert self.adoption.baseline is not None
        folder = self.adoption.baseline.resolve().parent
        root = checked.opened.tree.root.resolve()
        return lambda path: Path(os.path.relpath(root / path, folder)).as_posix()

    def _inside(self, checked: Checked) -> Callable[[KnownFinding], bool]:
        """Whether an entry is about something below PATH."""
        top = self.place(checked)("")
        return lambda entry: top == "." or entry.path == top or entry.path.startswith(f"{top}/")

    def _may_be_gone(self, entry: KnownFinding) -> bool:
        """Whether this run would have found it: its rule was asked, and all findings were looked at."""
        return entry.rule in self.rules and self.adoption.since is None and not self.adoption.staged

    def _before(self, root: Path) -> Snapshot:
        from fastdoctor.files.history import committed, last_commit

        return last_commit(root) if self.adoption.since is None else committed(root, self.adoption.since)


def shown_of(adoption: Adoption, run: Run) -> Shown:
    """The filter of a run; raises Failure for a baseline that cannot be used."""
    entries: tuple[KnownFinding, ...] = ()
    if adoption.baseline and not adoption.update_baseline:
        from fastdoctor.adoption.baseline import read_baseline

        entries = read_baseline(adoption.baseline)
    return Shown(adoption, run.base, frozenset(rule.id for rule in run.rules), entries)


def update_baseline(shown: Shown, checked: Sequence[Checked], quiet: bool) -> None:
    """Write the findings of a run into the baseline; entries that the run cannot judge stay."""
    from fastdoctor.adoption.baseline import baseline_text, entries_of, read_baseline
    from fastdoctor.cli.output import say, write_file

    file = shown.adoption.baseline
    assert file is not None
    old = read_baseline(file) if file.exists() else ()
    judges = [shown._inside(one) for one in checked]
    stay = [entry for entry in old if entry.rule not in shown.rules or not any(judge(entry) for judge in judges)]
    new = [entry for one in checked for entry in entries_of(one.result, shown.place(one))]
    write_file(file, baseline_text([*stay, *new]))
    before, after = (sum(entry.count for entry in entries) for entries in (old, [*stay, *new]))
    if not quiet:
        say(f"{file} knows {plural(after, 'problem')} now, {before:,} before.")
