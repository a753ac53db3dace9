"""What the check of each PATH comes to, and how it is repeated after a change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fastdoctor.catalogue import Rule, Selection, select_rules
from fastdoctor.cli.opening import Catalogue, Opened, load_catalogue, open_paths
from fastdoctor.cli.reading import Reading
from fastdoctor.configuration import Configuration
from fastdoctor.failure import Failure
from fastdoctor.files.above import has_lock_above
from fastdoctor.files.installed import environments_beside, installed_state
from fastdoctor.files.tree import Tree
from fastdoctor.report.result import Result

if TYPE_CHECKING:
    from fastdoctor.cache import Question, Store
    from fastdoctor.cli.progress import Watch
    from fastdoctor.syntax.parsed import ParsedFiles


class Choice(Struct, frozen=True):
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


class Checked(Struct, frozen=True):
    """One PATH and what was found there; paths in `result` are relative to it. `recheck` takes other contents."""

    opened: Opened
    result: Result
    recheck: Callable[[Tree], Result]


class Run(Struct, frozen=True):
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
    contents: Callable[[Tree], Tree] | None = None,
    store: Store | None = None,
    parsed: ParsedFiles | None = None,
    ask: Callable[[Opened, Catalogue, Watch], Checked] | None = None,
) -> Run:
    """Check every PATH. Raises Failure.

    `contents` may put other contents in the place of those on disk. Results of what is on disk, and the trees of all
    files, are kept in `store`; trees also in `parsed`. `ask` may check an opened PATH in another way.
    """
    watch.enter("reading the project")
    base, opened = open_paths(reading, contents or _as_on_disk, parsed)
    catalogue = load_catalogue(reading, opened, store)
    rules = catalogue.rules
    chosen = [replace(one, configurations=_chosen(one, choice)) for one in opened]
    selected = {
        rule.id
        for one in chosen
        for configuration in one.configurations.values()
        for rule in select_rules(rules, configuration.selection)
    }
    ask = ask or partial(_checked, store=store, is_on_disk=contents is None)
    checked = tuple(ask(one, catalogue, watch) for one in chosen)
    if not allow_empty:
        _require_projects(base, checked)
    return Run(base, checked, tuple(rule for rule in rules if rule.id in selected))


def _chosen(opened: Opened, choice: Choice) -> dict[str, Configuration]:
    return {
        folder: replace(configuration, selection=choice.over(configuration.selection))
        for folder, configuration in opened.configurations.items()
    }


def _as_on_disk(tree: Tree) -> Tree:
    return tree


def asked(opened: Opened, catalogue: Catalogue, watch: Watch, tree: Tree, parsed: ParsedFiles | None = None) -> Result:
    """What is wrong with PATH when its files have these contents; trees are kept in `parsed`."""
    from fastdoctor.doctor import check

    projects = opened.projects_in(tree)
    watch.enter("asking the rules")
    return check(tree, projects, catalogue.rules, opened.configurations, watch.step, parsed=parsed)


def _checked(opened: Opened, catalogue: Catalogue, watch: Watch, store: Store | None, is_on_disk: bool) -> Checked:
    def recheck(tree: Tree) -> Result:
        return asked(opened, catalogue, watch, tree, opened.parsed if store is not None else None)

    def answer() -> Result:
        if store is None:
            return recheck(opened.tree)
        from fastdoctor.cache.trees import kept_trees

        with kept_trees(store, catalogue.tool, opened.tree.root, opened.parsed):
            return recheck(opened.tree)

    if store is None or not is_on_disk:
        return Checked(opened, answer(), recheck)
    from fastdoctor.cache import remembered

    return Checked(opened, remembered(store, _question(opened, catalogue), opened.tree, answer), recheck)


def beside(opened: Opened) -> tuple[object, ...]:
    """What a result rests on beside the files of PATH: the packages that are installed, and a lock above."""
    chosen = opened.settings.interpreter
    environments = (chosen,) if chosen is not None else environments_beside(opened.tree.root, opened.tree.paths)
    installed = [(str(found), installed_state(found)) for found in environments]
    return installed, has_lock_above(opened.tree.root)


def _question(opened: Opened, catalogue: Catalogue) -> Question:
    """What is asked of a PATH: by which code with which rules, in which configuration, beside which packages."""
    from fastdoctor.cache import Question

    asked = repr((opened.settings, sorted(opened.configurations.items()), *beside(opened)))
    return Question(catalogue.tool, asked, frozenset(rule.id for rule in catalogue.rules))


def _require_projects(base: Path, checked: Sequence[Checked]) -> None:
    empty = [str(base / one.opened.prefix) for one in checked if not one.result.projects]
    if empty:
        raise Failure(
            f"no FastAPI project below {', '.join(empty)}: nothing there imports fastapi or depends on it.\n"
            "Give the folder of the project, or --allow-empty if that is as it should be."
        )
