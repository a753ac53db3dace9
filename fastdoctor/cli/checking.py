"""What the check of each PATH comes to, and how it is repeated after a change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fastdoctor.catalogue import Rule, Selection, select_rules
from fastdoctor.cli.opening import Opened, load_catalogue, open_paths
from fastdoctor.cli.reading import Reading
from fastdoctor.configuration import Configuration
from fastdoctor.doctor import check
from fastdoctor.failure import Failure
from fastdoctor.files.tree import Tree
from fastdoctor.report.result import Result

if TYPE_CHECKING:
    from fastdoctor.cli.progress import Watch


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules the command line asks for, on top of the configuration."""

    select: tuple[str, ...] | None
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]

    def over(self, configured: Selection) -> Selection:
        """The configured selection as the command line changes it: `--select` replaces it altogether."""
        if self.select is not None:
            return Selection(self.select, self.extend_select, self.ignore)
        ignore = tuple(name for name in configured.ignore if name not in self.extend_select)
        return Selection(configured.select, (*configured.extend_select, *self.extend_select), (*ignore, *self.ignore))


@dataclass(frozen=True, slots=True)
class Checked:
    """One PATH and what was found there; paths in `result` are relative to it. `recheck` takes other contents."""

    opened: Opened
    result: Result
    recheck: Callable[[Tree], Result]


@dataclass(frozen=True, slots=True)
class Run:
    """All PATHs: the folder that shown paths are relative to, what was found in each, the rules selected anywhere."""

    base: Path
    checked: tuple[Checked, ...]
    rules: tuple[Rule, ...]


def check_paths(
    reading: Reading,
    choice: Choice,
    watch: Watch,
    *,
    allow_empty: bool,
    contents: Callable[[Tree], Tree] = lambda tree: tree,
) -> Run:
    """Check every PATH; `contents` may put other contents in the place of those on disk. Raises Failure."""
    watch.enter("reading the project")
    base, opened = open_paths(reading, contents)
    rules = load_catalogue(reading, opened)
    if not allow_empty:
        _require_projects(base, opened)
    watch.enter("asking the rules")
    chosen = [replace(one, configurations=_chosen(one, choice)) for one in opened]
    selected = {
        rule.id
        for one in chosen
        for configuration in one.configurations.values()
        for rule in select_rules(rules, configuration.selection)
    }
    checked = tuple(_checked(one, rules, watch) for one in chosen)
    return Run(base, checked, tuple(rule for rule in rules if rule.id in selected))


def _chosen(opened: Opened, choice: Choice) -> dict[str, Configuration]:
    return {
        folder: replace(configuration, selection=choice.over(configuration.selection))
        for folder, configuration in opened.configurations.items()
    }


def _checked(opened: Opened, rules: Sequence[Rule], watch: Watch) -> Checked:
    def recheck(tree: Tree) -> Result:
        return check(tree, opened.projects_in(tree), rules, opened.configurations, watch.step)

    result = check(opened.tree, opened.projects, rules, opened.configurations, watch.step)
    return Checked(opened, result, recheck)


def _require_projects(base: Path, opened: Sequence[Opened]) -> None:
    empty = [str(base / one.prefix) for one in opened if not one.projects]
    if empty:
        raise Failure(
            f"no FastAPI project below {', '.join(empty)}: nothing there imports fastapi or depends on it.\n"
            "Give the folder of the project, or --allow-empty if that is as it should be."
        )
