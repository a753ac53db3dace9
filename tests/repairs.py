"""What fixes make of a project in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fastdoctor.catalogue import Rule, Selection
from fastdoctor.configuration import Configuration
from fastdoctor.doctor import check
from fastdoctor.files.tree import Tree
from fastdoctor.finding import Finding
from fastdoctor.fixing.rounds import Withdrawn, repaired
from fastdoctor.project import ProjectSettings, open_projects
from fastdoctor.report.result import Result


@dataclass(frozen=True)
class Made:
    """The files after the fixes, what was fixed and what was not, and the result before and after."""

    contents: dict[str, str | bytes]
    fixed: tuple[Finding, ...]
    withdrawn: tuple[Withdrawn, ...]
    before: Result
    after: Result


def repaired_files_of(
    files: Mapping[str, str | bytes],
    rules: Sequence[Rule],
    selected: Iterable[str],
    only: str = "",
    unsafe: bool = True,
) -> Made:
    """Make the fixes of the selected rules, of one rule with `only`; unsafe ones too unless told otherwise."""
    tree = Tree.of(files)
    configuration = {"": Configuration(selection=Selection(select=tuple(selected)))}

    def recheck(changed: Tree) -> Result:
        return check(changed, open_projects(changed, ProjectSettings()), rules, configuration)

    def wanted(finding: Finding) -> bool:
        return finding.fix is not None and (unsafe or finding.fix.safe) and (not only or finding.rule == only)

    before = recheck(tree)
    found = repaired(tree, before, recheck, wanted)
    changed = {
        path: content if isinstance(files[path], bytes) else content.decode()
        for path, content in found.contents.items()
    }
    return Made({**files, **changed}, found.fixed, found.withdrawn, before, found.result)
