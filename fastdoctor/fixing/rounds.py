"""Which fixes hold: they are made in rounds, all is checked after each, and what does not help is taken back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fastdoctor.files.encoding import Undecodable, Unencodable, encode
from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.finding import Edit, Finding
from fastdoctor.fixing.edits import Misplaced, edited, exclude_each_other
from fastdoctor.fixing.soundness import unsound
from fastdoctor.report.fingerprint import fingerprints
from fastdoctor.report.result import Result

Recheck = Callable[[Tree], Result]
"""The whole check once more, on a tree with other contents."""
MOST_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A finding whose fix was not made, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """What the rounds came to: the changed files, the findings that are fixed, those that stay, the result now."""

    contents: Mapping[str, bytes]
    fixed: tuple[Finding, ...]
    withdrawn: tuple[Withdrawn, ...]
    result: Result


def repaired(tree: Tree, result: Result, recheck: Recheck, wanted: Callable[[Finding], bool]) -> Repaired:
    """Make the fixes of the wanted findings in memory until none is left that helps.

    In a round all fixes are made that do not touch the same text. Afterwards every changed file must still parse, all
    comments must be there, and each finding must be gone; if not, half of the fixes are tried, down to the one that
    is to blame, which is withdrawn.
    """
    rounds = _Rounds(tree, result, recheck)
    for _ in range(MOST_ROUNDS):
        chosen = rounds.choose(wanted)
        if not chosen:
            break
        rounds.make(chosen)
    contents = {path: rounds.tree.content(path) for path in rounds.changed}
    different = {path: content for path, content in contents.items() if content != tree.content(path)}
    return Repaired(different, tuple(rounds.fixed), tuple(rounds.withdrawn), rounds.result)


@dataclass(slots=True)
class _Rounds:
    tree: Tree
    result: Result
    recheck: Recheck
    fixed: list[Finding] = field(default_factory=list)
    withdrawn: list[Withdrawn] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    given_up: set[str] = field(default_factory=set)

    def choose(self, wanted: Callable[[Finding], bool]) -> list[tuple[str, Finding]]:
        """The fixes of this round with the fingerprints of their findings; those that cannot be made are withdrawn."""
        chosen: list[tuple[str, Finding]] = []
        taken: dict[str, list[Edit]] = defaultdict(list)
        for finding, key in zip(
            self.result.findings, fingerprints(self.result.findings, self.result.texts), strict=True
        ):
            if finding.fix is None or key in self.given_up or not wanted(finding):
                continue
            edits = finding.fix.edits
            if any(exclude_each_other(edits, taken[edit.location.path]) for edit in edits):
                continue
            try:
                self._after((finding,))
            except _Refused as problem:
                self._withdraw(key, finding, str(problem))
                continue
            chosen.append((key, finding))
            for edit in edits:
                taken[edit.location.path].append(edit)
        return chosen

    def make(self, chosen: Sequence[tuple[str, Finding]]) -> None:
        """Make as many of the first of these fixes as help."""
        reason = self._try([finding for _, finding in chosen])
        while reason and len(chosen) > 1:
            chosen = chosen[: len(chosen) // 2]
            reason = self._try([finding for _, finding in chosen])
        if reason:
            self._withdraw(*chosen[0], reason)

    def _try(self, findings: Sequence[Finding]) -> str:
        """Keep the fixes of these findings, or say why not."""
        try:
            contents = self._after(findings)
        except _Refused as problem:
            return str(problem)
        tree = self.tree.with_contents(contents)
        result = self.recheck(tree)
        if any(not _is_gone(finding, findings, self.result, result) for finding in findings):
            return "the finding would still be there"
        self.tree, self.result = tree, result
        self.fixed += findings
        self.changed |= contents.keys()
        return ""

    def _after(self, findings: Iterable[Finding]) -> dict[str, bytes]:
        """The contents of the files that the fixes change; raises _Refused."""
        by_path: dict[str, list[Edit]] = defaultdict(list)
        for finding in findings:
            for edit in finding.fix.edits if finding.fix else ():
                by_path[edit.location.path].append(edit)
        return {path: self._content(path, edits) for path, edits in by_path.items()}

    def _content(self, path: str, edits: Iterable[Edit]) -> bytes:
        if path not in self.tree:
            raise _Refused(f"{path} is not among the files that were read")
        if (self.tree.root / path).is_symlink():
            raise _Refused(f"{path} is a symbolic link")
        try:
            before = self.tree.text(path)
            after = edited(before, edits)
            problem = unsound(path, before, after)
            if problem:
                raise _Refused(problem)
            return encode(after, self.tree.content(path), path.endswith((".py", ".pyi")))
        except (Misplaced, Unreadable, Undecodable, Unencodable) as problem:
            raise _Refused(f"{path}: {problem}") from problem

    def _withdraw(self, key: str, finding: Finding, reason: str) -> None:
        self.given_up.add(key)
        self.withdrawn.append(Withdrawn(finding, reason))


class _Refused(Exception):
    """Edits that are not made; the message says why."""


def _is_gone(finding: Finding, fixed: Iterable[Finding], before: Result, after: Result) -> bool:
    """Whether there are as many findings less of this kind as were fixed."""
    expected = _count(before.findings)[_kind(finding)] - _count(fixed)[_kind(finding)]
    return _count(after.findings)[_kind(finding)] <= expected


def _count(findings: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
    return Counter(map(_kind, findings))


def _kind(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.location.path, finding.message
