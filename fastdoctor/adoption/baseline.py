"""Which findings a project already knows of: a file that says so whatever line they are on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from fastdoctor.failure import Failure
from fastdoctor.files.bounded import read_at_most
from fastdoctor.finding import Finding
from fastdoctor.report.fingerprint import fingerprints
from fastdoctor.report.json_text import json_text
from fastdoctor.report.result import KnownFinding, Result

FORMAT_VERSION = 1
LARGEST = 50_000_000
"""Bytes of a baseline: a quarter of a million findings."""
Place = Callable[[str], str]
"""From a path of a result to the same path as the baseline writes it: relative to the baseline's own folder."""


class InvalidBaseline(Failure):
    """A baseline that cannot be used; the message names its file and what to do."""


def read_baseline(file: Path) -> tuple[KnownFinding, ...]:
    """The entries of a baseline; raises InvalidBaseline."""
    try:
        data = json.loads(read_at_most(file, LARGEST))
        if data["version"] != FORMAT_VERSION:
            raise InvalidBaseline(f"{file} is of another version of fastdoctor: write it anew with --update-baseline")
        entries = tuple(_entry(item) for item in data["findings"])
    except FileNotFoundError as problem:
        raise InvalidBaseline(f"there is no {file} yet: --update-baseline writes it") from problem
    except OSError as problem:
        raise InvalidBaseline(f"{file} cannot be read: {problem.strerror or problem}") from problem
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise InvalidBaseline(f"{file} is no baseline: {problem}; write it anew with --update-baseline") from problem
    return entries


def baseline_text(entries: Iterable[KnownFinding]) -> str:
    """The file: sorted, one entry a line, so that a change of it can be reviewed and merged."""
    lines = ",\n".join(f"    {json_text(_plain(entry), indent=None)}" for entry in sorted(entries))
    listed = f"[\n{lines}\n  ]" if lines else "[]"
    return f'{{\n  "version": {FORMAT_VERSION},\n  "findings": {listed}\n}}\n'


def entries_of(result: Result, place: Place) -> tuple[KnownFinding, ...]:
    """The findings of a result as entries, equal ones counted."""
    keys = _keys(result.findings, result, place)
    counts = Counter(keys)
    messages = {key: finding.message for key, finding in reversed(list(zip(keys, result.findings, strict=True)))}
    return tuple(KnownFinding(*key, count=count, message=messages[key]) for key, count in sorted(counts.items()))


def compared(
    result: Result, entries: Iterable[KnownFinding], place: Place, judged: Callable[[KnownFinding], bool]
) -> Result:
    """The result without the findings that entries name, which it then lists as known, with the entries that are fixed.

    Of several equal findings as many are known as the entry counts, the first ones. Only entries that `judged` allows
    can be fixed: this run may have looked at other rules and folders.
    """
    listed = tuple(entries)
    left = Counter({(entry.path, entry.rule, entry.fingerprint): entry.count for entry in listed})
    new: list[Finding] = []
    known: list[Finding] = []
    for finding, key in zip(result.findings, _keys(result.findings, result, place), strict=True):
        (known if left[key] else new).append(finding)
        left[key] -= left[key] > 0
    fixed = tuple(
        replace(entry, count=left[entry.path, entry.rule, entry.fingerprint])
        for entry in sorted(listed)
        if left[entry.path, entry.rule, entry.fingerprint] and judged(entry)
    )
    return replace(result, findings=tuple(new), known=tuple(known), gone=fixed, has_baseline=True)


def _keys(findings: Sequence[Finding], result: Result, place: Place) -> list[tuple[str, str, str]]:
    """Path, rule and fingerprint of each finding, as the baseline's folder sees them."""
    moved = tuple(replace(one, location=replace(one.location, path=place(one.location.path))) for one in findings)
    texts = {place(path): text for path, text in result.texts.items()}
    values = fingerprints(moved, texts)
    return [
        (finding.location.path, finding.rule, value.rpartition(":")[0])
        for finding, value in zip(moved, values, strict=True)
    ]


def _entry(item: dict[str, object]) -> KnownFinding:
    path, rule, fingerprint, message = (item[name] for name in ("path", "rule", "fingerprint", "message"))
    count = item.get("count", 1)
    if not isinstance(count, int) or count < 1:
        raise ValueError(f"{count!r} is no count")
    return KnownFinding(str(path), str(rule), str(fingerprint), count, str(message))


def _plain(entry: KnownFinding) -> dict[str, object]:
    many = {"count": entry.count} if entry.count > 1 else {}
    return {"path": entry.path, "rule": entry.rule, "fingerprint": entry.fingerprint, **many, "message": entry.message}
