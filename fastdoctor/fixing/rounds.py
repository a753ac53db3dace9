"""Which fixes hold: they are made in rounds, all is checked after each, and what does not help is taken back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

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


class Withdrawn(Struct, frozen=True):
    """A finding whose fix was not made, and why."""

    finding: Finding
    reason: str


class Repaired(Struct, frozen=True):
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
    return Repaired(different, tuple(rounds.fixed), tuple(rounds.withdrawn()), rounds.result)


class _Rounds(Struct):
    tree: Tree
    result: Result
    recheck: Recheck
    fixed: list[Finding] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    given_up: dict[str, str] = field(default_factory=dict)
    """Why the fixes of these findings, by fingerprint, are not tried again until their lines change."""

    def withdrawn(self) -> Iterator[Withdrawn]:
        """The findings that are still there because their fix does not help."""
        for key, finding in self.findings():
            if key in self.given_up:
                yield Withdrawn(finding, self.given_up[key])

    def findings(self) -> Iterator[tuple[str, Finding]]:
        """The findings as they are now, with their fingerprints."""
        found = self.result.findings
        return zip(fingerprints(found, self.result.texts), found, strict=True)

    def choose(self, wanted: Callable[[Finding], bool]) -> list[tuple[str, Finding]]:
        """The fixes of this round with the fingerprints of their findings; those that cannot be made are withdrawn."""
        chosen: list[tuple[str, Finding]] = []
        taken: dict[str, list[Edit]] = defaultdict(list)
        for key, finding in self.findings():
            if finding.fix is None or key in self.given_up or not wanted(finding):
                continue
            edits = finding.fix.edits
            if any(exclude_each_other(edits, taken[edit.location.path]) for edit in edits):
                continue
            try:
                self._after((finding,))
            except _Refused as problem:
                self.given_up[key] = str(problem)
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
            self.given_up[chosen[0][0]] = reason

    def _try(self, findings: Sequence[Finding]) -> str:
        """Keep the fixes of these findings, or say why not."""
        try:
            contents = self._after(findings)
        except _Refused as problem:
            return str(problem)
        tree = self.tree.with_contents(contents)
        result = self.recheck(tree)
        expected = _count(self.result.findings) - _count(findings)
        there = _count(result.findings)
        if any(there[kind] > expected[kind] for kind in _count(findings)):
            return "the finding would still be there"
        self.tree, self.result = tree, result
        self.fixed += findings
        self.changed |= contents.keys()
        return ""

    def _after(self, findings: Iterable[Finding]) -> dict[str, bytes]:
        """The contents of the files that the fixes change; raises _Refused."""
        by_path: dict[str, list[Edit]] = defaultdict(list)
        to_utf8: set[str] = set()
        for fix in (finding.fix for finding in findings if finding.fix):
            for edit in fix.edits:
                by_path[edit.location.path].append(edit)
            to_utf8.update(edit.location.path for edit in fix.edits if fix.to_utf8)
        return {path: self._content(path, edits, path in to_utf8) for path, edits in by_path.items()}

    def _content(self, path: str, edits: Iterable[Edit], to_utf8: bool) -> bytes:
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
            if to_utf8:
                return after.encode("utf-8")
            return encode(after, self.tree.content(path), path.endswith((".py", ".pyi")))
        except (Misplaced, Unreadable, Undecodable, Unencodable) as problem:
            raise _Refused(f"{path}: {problem}") from problem


class _Refused(Exception):
    """Edits that are not made; the message says why."""


def _count(findings: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
    """How many findings there are of each kind: lines move, so a fixed one is known by there being one less."""
    return Counter(map(_kind, findings))


def _kind(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.location.path, finding.message
