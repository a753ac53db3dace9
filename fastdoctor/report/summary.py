"""What a run looked at and how much it found, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fastdoctor.finding import SEVERITIES
from fastdoctor.report.paint import Painter
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import ProjectSummary, ResolvedVersion, Result
from fastdoctor.report.safe_text import harmless, opening_a_line

_NAMES = {"fastapi": "FastAPI", "starlette": "Starlette", "pydantic": "Pydantic"}
_FEW = 10


def summary(result: Result, presentation: Presentation, paint: Painter) -> Iterator[str]:
    """The lines under the findings."""
    for project in result.projects:
        yield _project(project, paint)
    notes = len(result.not_evaluated)
    left_out = f", {plural(notes, 'file')} not evaluated" if notes else ""
    yield f"Read {plural(len(result.files_read), 'file')}{left_out}."
    shown = result.not_evaluated if presentation.verbose else result.not_evaluated[:_FEW]
    for note in shown:
        yield f"  {paint('warning', 'not evaluated:')} {harmless(note.path)}: {harmless(note.reason)}"
    if notes > len(shown):
        yield f"  and {notes - len(shown)} more; -v shows all"
    yield verdict(result, paint)


def verdict(result: Result, paint: Painter) -> str:
    """The last line: how many problems there are."""
    left_out = "".join(f" {part}." for part in _left_out(result))
    if not result.findings:
        new = "No new problems found." if result.known or result.elsewhere else "No problems found."
        return f"{paint('good', new)}{left_out}"
    counts = Counter(finding.severity for finding in result.findings)
    parts = [paint(name, plural(counts[name], name)) for name in SEVERITIES if counts[name]]
    fixable = Counter(finding.fix.safe for finding in result.findings if finding.fix)
    ways = (("safe (--fix)", fixable[True]), ("unsafe (--fix --unsafe-fixes)", fixable[False]))
    fixes = [f"{count} {way}" for way, count in ways if count]
    known = f" Fixes known: {', '.join(fixes)}." if fixes else ""
    found = paint("strong", f"Found {plural(len(result.findings), 'problem')}:")
    return f"{found} {', '.join(parts)}.{left_out}{known} `fastdoctor explain ID` says why."


def _left_out(result: Result) -> Iterator[str]:
    """What was found and is not shown, and what the baseline names for nothing."""
    if result.suppressed:
        yield f"{result.suppressed} suppressed"
    if result.known:
        yield f"{len(result.known)} known from the baseline"
    if result.elsewhere:
        yield f"{result.elsewhere} not brought by this change"
    gone = sum(entry.count for entry in result.gone)
    if gone:
        yield f"{gone} of the baseline fixed (--update-baseline)"


def statistics(result: Result, paint: Painter) -> Iterator[str]:
    """One line for each rule that found something, the most frequent first."""
    counts = Counter((finding.rule, finding.severity) for finding in result.findings)
    width = max((len(str(count)) for count in counts.values()), default=1)
    for (rule, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0][0], item[0][1] or "")):
        yield f"{count:{width}}  {paint(severity or 'warning', f'{severity:7}')}  {rule}"


def files(result: Result) -> Iterator[str]:
    """The files that were read."""
    yield from map(opening_a_line, result.files_read)


def plural(count: int, noun: str) -> str:
    """The number with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _project(project: ProjectSummary, paint: Painter) -> str:
    versions = ", ".join(map(_version, project.versions)) or "versions unknown"
    applications = f" {', '.join(map(harmless, project.applications))}:" if project.applications else ""
    name = paint("strong", f"Project {harmless(project.root or '.')}:")
    return f"{name}{applications} {plural(project.routes, 'route')}; {versions}"


def _version(version: ResolvedVersion) -> str:
    name = _NAMES.get(version.package, harmless(version.package))
    if not version.version:
        return f"{name} unknown"
    source = version.source
    where = f" ({harmless(source.path)}:{source.region.start_line})" if source else ""
    return f"{name} {harmless(version.version)}{where}"
