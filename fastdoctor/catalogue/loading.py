"""Which rules there are: rule files are found by folder and run by path."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from fastdoctor.catalogue.own import own_rules
from fastdoctor.catalogue.rule import BrokenRule, Rule
from fastdoctor.declaration import Check, Declaration
from fastdoctor.failure import Failure
from fastdoctor.pattern import pattern

if TYPE_CHECKING:
    from fastdoctor.finding import Finding
    from fastdoctor.project import Project

_FILE_NAME = pattern(r"[a-z][a-z0-9_]*")
PACKAGE = Path(__file__).parent.parent


class MissingRules(Failure):
    """A folder of rules that is not there; the message names it."""


def shipped_folder() -> Path:
    """The folder of the rules that come with the tool: beside the package when installed, else the checkout's own.

    Raises MissingRules when the installation is incomplete.
    """
    for folder in (PACKAGE / "rules", PACKAGE.parent / "rules"):
        if folder.is_dir():
            return folder
    raise MissingRules(f"no rules beside {PACKAGE}: the installation is incomplete, install fastdoctor again")


def load_rules(folders: Iterable[Path] = ()) -> tuple[Rule, ...]:
    """The shipped rules, the doctor's own and those in a user's folders, sorted by category and id.

    Raises BrokenRule for a file that cannot be run and for an id that two files claim, MissingRules for a folder
    that does not exist.
    """
    rules: dict[str, Rule] = {rule.id: rule for rule in own_rules()}
    for folder in (shipped_folder(), *folders):
        if not folder.is_dir():
            raise MissingRules(f"there is no folder of rules at {folder}")
        for rule in map(_load, _rule_files(folder)):
            if rule.id in rules:
                raise BrokenRule(rule.file, f"claims the id {rule.id} of {rules[rule.id].file}; give it another name")
            rules[rule.id] = rule
    return tuple(sorted(rules.values(), key=lambda rule: (rule.category, rule.id)))


def deferred_check(file: Path) -> Check:
    """The check of a rule file, which is only run when the check is asked for its findings."""

    def check(project: Project) -> Iterable[Finding]:
        return _loaded(file, file.stat().st_mtime_ns).declaration.check(project)

    return check


@cache
def _loaded(file: Path, changed: int) -> Rule:
    return _load(file)


def _rule_files(folder: Path) -> Iterator[Path]:
    """Each `<category>/<rule>.py`; names with a leading underscore or dot are no rules."""
    for category in _named(folder):
        if os.path.isdir(category):
            yield from (Path(file) for file in _named(category) if file.endswith(".py"))


def _named(folder: str | Path) -> list[str]:
    """The paths of what is in a folder, by name, without names that begin with an underscore or a dot."""
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if not name.startswith(("_", "."))]


def _load(file: Path) -> Rule:
    if not _FILE_NAME.fullmatch(file.stem):
        raise BrokenRule(file, "is not named in lower case with underscores")
    module = _run(file)
    declaration = vars(module).get("check")
    if not isinstance(declaration, Declaration):
        raise BrokenRule(file, "declares no rule: decorate its function `check` with `@rule(...)`")
    return Rule(file.stem.replace("_", "-"), file.parent.name, file, module.__doc__ or "", declaration)


def _run(file: Path) -> ModuleType:
    """Run the file as a module outside `sys.modules`; compiled code is kept beside it where Python may write."""
    name = f"fastdoctor.rules.{file.parent.name}.{file.stem}"
    loader = SourceFileLoader(name, str(file))
    module = ModuleType(name)
    module.__file__ = str(file)
    try:
        code = loader.get_code(name)
        assert code is not None
        exec(code, vars(module))
    except Exception as problem:
        raise BrokenRule(file, f"cannot be run: {type(problem).__name__}: {problem}") from problem
    return module
