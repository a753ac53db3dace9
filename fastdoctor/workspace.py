"""The files of a folder while somebody edits them: after a change only what rests on it is worked out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from fastdoctor.catalogue import Rule
from fastdoctor.configuration import Configuration
from fastdoctor.doctor import Progress, check
from fastdoctor.files.encoding import Undecodable, decode
from fastdoctor.files.trace import Question, Read, Trace
from fastdoctor.files.tree import LARGEST_FILE, Tree
from fastdoctor.files.words import Words
from fastdoctor.finding import Finding
from fastdoctor.project.fact import reads_of, remembered
from fastdoctor.report.result import Result
from fastdoctor.syntax.renewal import renewed

if TYPE_CHECKING:
    from fastdoctor.project import Project


class Workspace:
    """The projects of a tree, kept with every rule's answer and what that rests on (`project.fact`).

    `open_projects` reads the projects of the tree, `rules` and `configurations` are those of `doctor.check`; `words`
    are what is known of an earlier state of the files.
    """

    def __init__(
        self,
        tree: Tree,
        open_projects: Callable[[Tree], tuple[Project, ...]],
        rules: Sequence[Rule],
        configurations: Mapping[str, Configuration],
        words: Words | None = None,
    ) -> None:
        if words is not None:
            words.follow(tree)
            tree.words = words
        tree.words.know([path for path in tree.paths if path.endswith(".py")])
        tree.trace = self._trace = Trace()
        self.tree, self._rules, self._configurations = tree, rules, configurations
        with self._trace.answering() as self._opened, self._trace.building():
            self._projects = open_projects(tree)

    def result(self, progress: Progress = lambda done, of: None) -> Result:
        """What is wrong now. Raises what `doctor.check` raises."""
        return check(
            self.tree,
            self._projects,
            self._rules,
            self._configurations,
            progress,
            processes=1,  # what another process knows at its end is not known here
            answers=_answer,
        )

    def edited(self, path: str, content: bytes) -> bool:
        """Take other bytes of a file of the tree; False where all has to be read anew, in another workspace."""
        if path not in self.tree or len(content) > LARGEST_FILE:
            return False
        if path not in self.tree.asked:
            return True
        before = self.tree.bytes_unseen(path)
        if content == before:
            return True
        if not self._trace.keeps(path, before, content):
            return False
        changed = {question for question in self._questions() if question(before) != question(content)}
        if not changed.isdisjoint(self._opened.questions) or not self._is_renewed(path, content):
            return False

        def is_touched(read: Read) -> bool:
            return read.is_touched(path, changed)

        self._projects = tuple(project.renewed(path, is_touched) for project in self._projects)
        return True

    def _questions(self) -> set[Question]:
        """All that something known rests on, also what no rule asked for in the last round."""
        reads = (read for project in self._projects for read in reads_of(project))
        return self._opened.questions.union(*(read.questions for read in reads))

    def _is_renewed(self, path: str, content: bytes) -> bool:
        """Whether the model still holds, with the nodes of the file where they stand now."""
        run = next((project.run for project in self._projects), None)  # one serves all projects of a tree
        known = run.trees.get(path) if run is not None else None
        if run is None or known is None:
            self.tree.renew(path, content)
            is_unreadable = run is not None and path in run.unreadable  # modules without it may have been read
            return not is_unreadable and path not in self._opened.files
        try:
            found = renewed(known, decode(content, is_python=True))
        except Undecodable:
            return False
        if found is None:
            return False
        self.tree.renew(path, content)
        run.parsed.renew(found.module)
        run.renew(found.module)
        return all(code.is_as_expected() for code in found.replaced)


def _answer(project: Project, rule: Rule, find: Callable[[], tuple[Finding, ...]]) -> tuple[Finding, ...]:
    return tuple(remembered(project, ("rule", rule.id), find))
