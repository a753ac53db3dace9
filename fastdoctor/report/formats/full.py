"""Findings for people: a code frame for each, then what was checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from fastdoctor.catalogue import Rule
from fastdoctor.finding import Finding, Location
from fastdoctor.report.addresses import address_of_file, address_of_rule
from fastdoctor.report.frame import Mark, frame, gutter_width
from fastdoctor.report.paint import Painter
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import Result
from fastdoctor.report.safe_text import harmless
from fastdoctor.report.summary import files, statistics, summary


def render(result: Result, rules: Sequence[Rule], presentation: Presentation) -> str:
    """The report as text."""
    paint = Painter(presentation.colour, presentation.links)
    blocks: list[str] = []
    if presentation.show_files:
        blocks.append("".join(f"{line}\n" for line in files(result)))
    elif presentation.statistics:
        blocks.append("".join(f"{line}\n" for line in statistics(result, paint)))
    else:
        by_id = {rule.id: rule for rule in rules}
        blocks += ["\n".join(_block(finding, result, by_id, presentation, paint)) + "\n" for finding in result.findings]
    if not presentation.quiet and not presentation.show_files:
        blocks.append("\n".join(summary(result, presentation, paint)) + "\n")
    return "\n".join(block for block in blocks if block)


def _block(
    finding: Finding, result: Result, rules: dict[str, Rule], presentation: Presentation, paint: Painter
) -> Iterator[str]:
    ink = finding.severity or "warning"
    name = paint.link(address_of_rule(rules[finding.rule]), finding.rule) if finding.rule in rules else finding.rule
    mark = f" {paint('good', '[*]' if finding.fix.safe else '[?]')}" if finding.fix else ""
    yield f"{paint(ink, f'{ink}[{name}]')}{mark}{paint('strong', f': {harmless(finding.message)}')}"
    places = _places(finding)
    gutter = max(gutter_width(marks) for _, _, marks in places)
    for number, (location, path, marks) in enumerate(places):
        arrow = paint("frame", "-->" if number == 0 else ":::")
        yield f"{'':{gutter}}{arrow} {_reference(location, presentation, paint)}"
        if path in result.texts:
            yield from frame(result.texts[path], marks, gutter, ink, paint)
        else:
            yield from _without_text(marks, gutter, paint)
    if finding.help:
        yield f"{'':{gutter}} {paint('frame', '=')} {paint('strong', 'help:')} {harmless(finding.help)}"


def _places(finding: Finding) -> list[tuple[Location, str, list[Mark]]]:
    """The files of a finding, the primary one first, each with its first place and all places to mark."""
    first = (finding.location, Mark(finding.location.region, finding.label, primary=True))
    others = [(one.location, Mark(one.location.region, one.role, primary=False)) for one in finding.related]
    same = [other for other in others if other[0].path == finding.location.path]
    foreign = sorted((other for other in others if other not in same), key=lambda other: other[0])
    places = [(finding.location, finding.location.path, [first[1], *(mark for _, mark in same)])]
    for path, group in groupby(foreign, key=lambda other: other[0].path):
        located = list(group)
        places.append((located[0][0], path, [mark for _, mark in located]))
    return places


def _reference(location: Location, presentation: Presentation, paint: Painter) -> str:
    text = f"{harmless(location.path)}:{location.region.start_line}:{location.region.start_column}"
    return paint.link(address_of_file(presentation.root, location.path), text) if presentation.root else text


def _without_text(marks: Sequence[Mark], gutter: int, paint: Painter) -> Iterator[str]:
    """A file that is missing or unreadable has no lines to show, but its labels still say something."""
    for mark in marks:
        if mark.label:
            yield f"{'':{gutter}} {paint('frame', '=')} {harmless(mark.label)}"
