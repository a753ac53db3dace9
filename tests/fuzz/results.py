"""Results whose names and texts attack whoever reads a report."""

from __future__ import annotations

from hypothesis import strategies as st

from fastdoctor.catalogue import load_rules
from fastdoctor.finding import SEVERITIES, Edit, Finding, Fix, Location, Region, Related
from fastdoctor.report.result import KnownFinding, NotEvaluated, ProjectSummary, ResolvedVersion, Result
from tests.fuzz.strategies import hostile_texts as texts

_IDS = tuple(rule.id for rule in load_rules())
_numbers = st.integers(1, 12)
_paths = texts.map(lambda path: path.strip("/") or "a.py")
_locations = st.builds(
    lambda path, line, column, lines, columns: Location(path, Region(line, column, line + lines, column + columns)),
    _paths, _numbers, _numbers, st.integers(0, 3), st.integers(0, 9),
)  # fmt: skip
_fixes = st.none() | st.builds(
    lambda description, edits, safe: Fix(description, tuple(edits), safe),
    texts, st.lists(st.builds(Edit, _locations, texts), min_size=1, max_size=2), st.booleans(),
)  # fmt: skip


@st.composite
def _findings(draw: st.DrawFn) -> Finding:
    related = draw(st.lists(st.builds(Related, _locations, texts), max_size=2))
    return Finding(
        draw(texts), draw(_locations), draw(texts), draw(texts), tuple(related),
        draw(st.sampled_from(SEVERITIES)), draw(_fixes), draw(st.sampled_from(_IDS)),
    )  # fmt: skip


@st.composite
def hostile_results(draw: st.DrawFn) -> Result:
    """Results of up to three findings in files with hostile names and contents."""
    drawn = draw(st.lists(_findings(), max_size=3, unique=True))
    findings = tuple(sorted(drawn, key=lambda finding: finding.order))
    versions = st.builds(ResolvedVersion, texts, texts, st.none() | _locations)
    projects = st.builds(ProjectSummary, texts, st.tuples(versions), st.tuples(texts), _numbers)
    return Result(
        projects=tuple(draw(st.lists(projects, max_size=1))),
        findings=findings,
        not_evaluated=tuple(draw(st.lists(st.builds(NotEvaluated, texts, texts), max_size=1))),
        files_read=tuple(sorted({finding.location.path for finding in findings})),
        suppressed=draw(st.integers(0, 3)),
        texts={finding.location.path: draw(texts) for finding in findings if draw(st.booleans())},
        known=(),
        gone=tuple(draw(st.lists(st.builds(KnownFinding, texts, texts, texts, _numbers, texts), max_size=1))),
        has_baseline=draw(st.booleans()),
    )
