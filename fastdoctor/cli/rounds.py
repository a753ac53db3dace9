"""Checking again and again: what was read stays, and an edit is answered from it where that can be."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from fastdoctor.cli.checking import Checked, Choice, Run, asked, beside, check_paths
from fastdoctor.cli.opening import CONFIGURATION_FILES, Catalogue, Opened
from fastdoctor.cli.reading import Reading
from fastdoctor.configuration import find_configuration
from fastdoctor.files.tree import Tree, Unreadable, read_tree
from fastdoctor.files.words import Words
from fastdoctor.syntax.parsed import ParsedFiles
from fastdoctor.workspace import Workspace

if TYPE_CHECKING:
    from fastdoctor.cli.progress import Watch

_DECIDING = CONFIGURATION_FILES | {".gitignore"}
"""Names of files that decide which files are read and what is asked of them."""


class Rounds:
    """The rounds of one `check --watch`."""

    def __init__(self, reading: Reading, choice: Choice, allow_empty: bool) -> None:
        self._reading, self._choice, self._allow_empty = reading, choice, allow_empty
        self._parsed = ParsedFiles()
        self._rechecked = ParsedFiles()
        """The trees of other contents (`--since`): looking into them is no reason to read these files anew."""
        self._run: Run | None = None
        self._workspaces: list[Workspace] = []
        self._words: dict[Path, Words] = {}
        """What is known of the files of checked folders while these are read anew."""
        self._linked: set[Path] = set()
        """The files that links of the checked folders lead to."""
        self._outside: tuple[object, ...] = ()
        """What the answers rest on that nobody watches."""
        self._unwatched_since: int | None = time.time_ns()
        """When the first round began, while which nobody watches the files yet; None once these were looked at."""

    def check(self, changed: Iterable[Path], watch: Watch, contents: Callable[[Tree], Tree] | None = None) -> Run:
        """Check every PATH after these files changed, as `check_paths` does. Raises Failure."""
        if self._run is None or contents is not None or not self._are_taken(changed):
            self._forget()
            self._run = check_paths(
                self._reading,
                self._choice,
                watch,
                allow_empty=self._allow_empty,
                contents=contents,
                parsed=self._parsed,
                ask=self._ask if contents is None else None,
            )
            self._outside = self._seen_outside(self._run)
            return self._run
        watch.enter("asking the rules")
        checked = zip(self._run.checked, self._workspaces, strict=True)
        answered = tuple(replace(one, result=workspace.result(watch.step)) for one, workspace in checked)
        self._run = replace(self._run, checked=answered)
        return self._run

    def _forget(self) -> None:
        """Let go of all but what files say; the end of the round collects it."""
        self._run = None
        self._words = {workspace.tree.root: workspace.tree.words for workspace in self._workspaces}
        self._workspaces.clear()
        self._linked.clear()
        self._parsed.unwatch()
        gc.unfreeze()

    def _ask(self, opened: Opened, catalogue: Catalogue, watch: Watch) -> Checked:
        known = self._words.pop(opened.tree.root, None)
        workspace = Workspace(opened.tree, opened.projects_in, catalogue.rules, opened.configurations, known)
        watch.enter("asking the rules")
        result = workspace.result(watch.step)
        self._workspaces.append(workspace)
        files = (opened.tree.root / path for path in opened.tree.paths)
        self._linked.update(file.resolve() for file in files if file.is_symlink())
        return Checked(opened, result, partial(asked, replace(opened, _parsed=self._rechecked), catalogue, watch))

    def _are_taken(self, changed: Iterable[Path]) -> bool:
        """Whether the workspaces know the files as they are now."""
        if self._run is None or self._outside != self._seen_outside(self._run):
            return False
        listed = cache(read_tree)  # once for all that changed together
        for path in {*changed, *self._missed()}:
            taken = (self._is_taken(workspace, path, listed) for workspace in self._workspaces)
            if self._decides(path) or not all(taken):
                return False
        return True

    def _missed(self) -> Iterator[Path]:
        """The files that changed in the first round."""
        since, self._unwatched_since = self._unwatched_since, None
        if since is None:
            return
        for workspace in self._workspaces:
            root, known = workspace.tree.root, set(workspace.tree.paths)
            for path in sorted(known.union(read_tree(root).paths)):
                state = _state(root / path)
                if state is None or state[0] >= since:
                    yield root / path

    def _decides(self, path: Path) -> bool:
        return path.name in _DECIDING or any(path.is_relative_to(one.resolve()) for one in self._given())

    def _given(self) -> Iterator[Path]:
        """The files and folders outside of what is checked that the command line and the configurations name."""
        reading = self._reading
        yield from (*reading.env_file, *reading.rules, *filter(None, (reading.config,)))
        for checked in self._run.checked if self._run is not None else ():
            for configuration in checked.opened.configurations.values():
                yield from configuration.rule_folders

    def _seen_outside(self, run: Run) -> tuple[object, ...]:
        """What is beside the checked folders now, the configurations above them, and what is named from elsewhere."""
        given = [inside for named in self._given() for inside in (named, *sorted(named.rglob("*.py")))]
        above = [find_configuration(checked.opened.tree.root) for checked in run.checked]
        states = [(str(path), _state(path)) for path in (*given, *filter(None, above))]
        return states, *(beside(checked.opened) for checked in run.checked)

    def _is_taken(self, workspace: Workspace, path: Path, listed: Callable[[Path], Tree]) -> bool:
        root = workspace.tree.root
        if path in self._linked or path.is_symlink():
            return False
        if not path.is_relative_to(root):
            return True
        inside = path.relative_to(root).as_posix()
        if inside not in workspace.tree:
            other = set(workspace.tree.paths).symmetric_difference(listed(root).paths)
            return not any(one == inside or one.startswith(f"{inside}/") for one in other)  # a folder may have moved
        try:
            return workspace.edited(inside, Tree(root, (inside,)).content(inside))
        except Unreadable:
            return False


def _state(path: Path) -> tuple[int, int] | None:
    """When a file was written last and how long it is; None where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
