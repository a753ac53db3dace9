"""What is wrong with these projects: every rule that applies is asked, and what users excused is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fastdoctor.asking import take
from fastdoctor.catalogue import Rule, matches, select_rules
from fastdoctor.configuration import Configuration, matching
from fastdoctor.failure import Failure
from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.finding import Finding
from fastdoctor.processes import processes_for
from fastdoctor.report.result import NotEvaluated, Result
from fastdoctor.suppression import MARK, suppress

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.syntax.parsed import ParsedFiles

Progress = Callable[[int, int], None]
"""Called with the number of steps done and of all steps."""
Answers = Callable[["Project", Rule, Callable[[], tuple[Finding, ...]]], tuple[Finding, ...]]
"""Called with what is asked of whom, and with what finds the answer."""
_MARK = MARK.encode()
_MARKED = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb")


class RuleFailed(Failure):
    """A rule raised while it was asked; the message names its file."""


def check(
    tree: Tree,
    projects: Sequence[Project],
    rules: Sequence[Rule],
    configurations: Mapping[str, Configuration],
    progress: Progress = lambda done, of: None,
    processes: int | None = None,
    parsed: ParsedFiles | None = None,
    answers: Answers | None = None,
) -> Result:
    """Ask every selected rule about every project.

    `rules` is the whole catalogue; `configurations` maps a folder of the run to what holds in it and below, "" to
    what holds everywhere else; as many `processes` as pay without a number. What the other processes parse comes into
    `parsed`. `answers` may know what a rule says of a project already. Raises RuleFailed, and UnknownSelector for a
    selection that names nothing.
    """
    steps = _steps(projects, rules, configurations)
    files = sum(path.endswith(".py") for path in tree.paths)
    processes = processes_for(files) if processes is None else processes
    if processes > 1:
        for project in projects:
            project.prepare()
    if parsed is not None:
        parsed.keep()  # what is known before the processes part need not be told by each

    def answer(step: tuple[Project, Rule]) -> tuple[Finding, ...]:
        project, rule = step
        return tuple(_findings(rule, project, configuration_of(project.root, configurations)))

    taken = take(
        steps,
        answer if answers is None else lambda step: answers(*step, lambda: answer(step)),
        lambda: _seen(tree, projects, parsed),
        processes,
        about=lambda step: (step[0].root, step[1].category),
        progress=progress,
    )
    findings = dict.fromkeys(finding for answer in taken.answers for finding in answer)
    read = {path for seen in taken.left for path in seen.read}
    tree.asked.update(path for seen in taken.left for path in seen.asked)
    if parsed is not None:
        for seen in taken.left:
            parsed.learn(seen.trees)
    commented, unreadable = _commented(tree, read, findings)
    judged = suppress(list(findings), commented, {rule.id for rule in rules}, {rule.id for _, rule in steps})
    own = _own(judged.own, tree, rules, configurations)
    kept = _listed_out(tree, (*judged.findings, *own), rules, configurations)
    ordered = tuple(sorted(kept, key=lambda finding: finding.order))
    texts = _texts(tree, ordered)
    return Result(
        projects=tuple(project.summary() for project in projects),
        findings=ordered,
        not_evaluated=_sorted_unique(
            (
                *_closed(tree),
                *(note for seen in taken.left for note in seen.notes),
                *_syntax_errors(_first_lines(seen.broken for seen in taken.left)),
                *unreadable,
            )
        ),
        files_read=tuple(sorted(read)),
        suppressed=judged.suppressed,
        texts=texts,
        recoded=frozenset(path for path in texts if tree.content(path)[:2] in _MARKED),
    )


def check_texts(files: Mapping[str, str | bytes], rules: Sequence[Rule], selected: Iterable[str]) -> Result:
    """Check a project that lives in memory with the selected rules (ids, categories, tiers, ALL); for tests."""
    from fastdoctor.catalogue import Selection
    from fastdoctor.project import ProjectSettings, open_projects

    tree = Tree.of(files)
    projects = open_projects(tree, ProjectSettings())
    return check(tree, projects, rules, {"": Configuration(selection=Selection(select=tuple(selected)))})


def configuration_of(folder: str, configurations: Mapping[str, Configuration]) -> Configuration:
    """The nearest configuration at or above a folder of the run."""
    for candidate in (folder, *map(str, PurePosixPath(folder).parents)):
        if candidate in configurations:
            return configurations[candidate]
    return configurations[""]


def _steps(
    projects: Sequence[Project], rules: Sequence[Rule], configurations: Mapping[str, Configuration]
) -> list[tuple[Project, Rule]]:
    """What to ask whom: selected by the project's configuration, and provably true on its versions."""
    return [
        (project, rule)
        for project in projects
        for rule in select_rules(rules, configuration_of(project.root, configurations).selection)
        if not rule.declaration.applies or project.satisfies(rule.declaration.applies)
    ]


def _findings(rule: Rule, project: Project, configuration: Configuration) -> Iterator[Finding]:
    try:
        for finding in rule.declaration.check(project):
            yield _filled(finding, rule, configuration)
    except Exception as problem:
        where = project.root or "."
        raise RuleFailed(
            f"the rule {rule.id} ({rule.file}) failed on the project {where}: {type(problem).__name__}: {problem}"
        ) from problem


def _filled(finding: Finding, rule: Rule, configuration: Configuration) -> Finding:
    severity = configuration.severity.get(rule.id) or finding.severity or rule.severity
    return replace(finding, rule=rule.id, tier=rule.tier, severity=severity)


def _own(
    findings: Iterable[Finding], tree: Tree, rules: Sequence[Rule], configurations: Mapping[str, Configuration]
) -> Iterator[Finding]:
    """The findings about comments, as far as the configuration of their file selects them."""
    by_id = {rule.id: rule for rule in rules}
    for finding in findings:
        configuration = configuration_of(str(PurePosixPath(finding.location.path).parent), configurations)
        rule = by_id[finding.rule]
        if rule in select_rules(rules, configuration.selection):
            yield _filled(finding, rule, configuration)


class _Seen(Struct, frozen=True):
    """What a process knows at its end: the files it read, what it could not evaluate, the contents it asked for.

    `trees` are those that it parsed, written down, by the digest of their texts.
    """

    read: frozenset[str]
    notes: tuple[NotEvaluated, ...]
    broken: Mapping[str, int]
    asked: frozenset[str]
    trees: Mapping[bytes, bytes]


def _seen(tree: Tree, projects: Sequence[Project], parsed: ParsedFiles | None) -> _Seen:
    return _Seen(
        frozenset(path for project in projects for path in project.files_read),
        tuple(note for project in projects for note in project.not_evaluated),
        _first_lines(project.broken_lines for project in projects),
        frozenset(tree.asked),
        {} if parsed is None else parsed.keep(),
    )


def _first_lines(told: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The first line that is told of each file: projects and processes read different parts of it."""
    first: dict[str, int] = {}
    for lines in told:
        for path, line in lines.items():
            first[path] = min(line, first.get(path, line))
    return first


def _syntax_errors(lines: Mapping[str, int]) -> Iterator[NotEvaluated]:
    from fastdoctor.project.notes import syntax_error

    return (syntax_error(path, line) for path, line in lines.items())


def _commented(
    tree: Tree, read: Iterable[str], findings: Iterable[Finding]
) -> tuple[dict[str, str], list[NotEvaluated]]:
    """The texts whose comments count, and the files that could be listed but not read."""
    paths = {*read, *(finding.location.path for finding in findings)}
    texts: dict[str, str] = {}
    unreadable: list[NotEvaluated] = []
    for path in sorted(path for path in paths if path in tree):
        try:
            if _MARK in tree.content(path) or tree.content(path)[:2] in _MARKED:
                texts[path] = tree.text(path)
        except Unreadable as problem:
            unreadable.append(NotEvaluated(path, str(problem)))
    return texts, unreadable


def _listed_out(
    tree: Tree, findings: Iterable[Finding], rules: Sequence[Rule], configurations: Mapping[str, Configuration]
) -> Iterator[Finding]:
    """The findings without those that `per-file-ignores` takes out."""
    by_id = {rule.id: rule for rule in rules}
    for finding in findings:
        folder = str(PurePosixPath(finding.location.path).parent)
        configuration = configuration_of(folder, configurations)
        if not _is_excused(tree, finding.location.path, by_id[finding.rule], configuration):
            yield finding


def _is_excused(tree: Tree, path: str, rule: Rule, configuration: Configuration) -> bool:
    globs = [glob for glob, ids in configuration.per_file_ignores if matches(rule, ids)]
    return bool(matching(tuple(globs), configuration.folder, tree.root, (path,)))


def _texts(tree: Tree, findings: Iterable[Finding]) -> dict[str, str]:
    locations = {
        location.path
        for finding in findings
        for location in (finding.location, *(related.location for related in finding.related))
    }
    texts: dict[str, str] = {}
    for path in sorted(path for path in locations if path in tree):
        try:
            texts[path] = tree.text(path)
        except Unreadable:
            continue  # a finding may be about this very file; it is printed without its lines
    return texts


def _closed(tree: Tree) -> Iterator[NotEvaluated]:
    """The folders that nobody could look into, with all that they hold."""
    for folder in tree.closed:
        yield NotEvaluated(f"{folder}/", "the folder cannot be opened")


def _sorted_unique(notes: Iterable[NotEvaluated]) -> tuple[NotEvaluated, ...]:
    return tuple(sorted(set(notes), key=lambda note: (note.path, note.reason)))
