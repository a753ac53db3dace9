"""Was this question asked before, of the same files?"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from fastdoctor.cache.digest import digest_of_text
from fastdoctor.cache.result_data import NoResult, result_from, result_to
from fastdoctor.cache.snapshot import is_current, now, snapshot
from fastdoctor.cache.store import Store
from fastdoctor.files.tree import Tree
from fastdoctor.report.result import Result


class Question(Struct, frozen=True):
    """All that an answer depends on besides the files: the tool, what was asked of it, the ids of its rules."""

    tool: str
    asked: str
    rules: frozenset[str]

    def name(self, tree: Tree) -> str:
        """The name under which the answer about a tree is kept."""
        return digest_of_text("\n".join((self.tool, self.asked, str(tree.root))))


def remembered(store: Store, question: Question, tree: Tree, answer: Callable[[], Result]) -> Result:
    """The kept answer if every file that it rests on is as it was, else a new one, which is kept."""
    name = question.name(tree)
    kept = store.read(name)
    if isinstance(kept, dict) and is_current(tree, kept.get("files")):
        try:
            return result_from(kept.get("result"), tree, question.rules)
        except NoResult:
            pass  # written by something else: as good as not there
    started = now()
    result = answer()
    store.write(name, {"files": snapshot(tree, started), "result": result_to(result)})
    return result
