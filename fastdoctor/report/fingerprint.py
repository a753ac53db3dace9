"""What stays the same about a finding while the lines around it move."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from fastdoctor.finding import FIRST_LINE, Finding
from fastdoctor.report.safe_text import to_bytes

_WINDOW = 100
_MODULUS = 1 << 64
_FACTOR = 37
_OLDEST = pow(_FACTOR, _WINDOW, _MODULUS)
_END_OF_FILE = 65535


def fingerprints(findings: Sequence[Finding], texts: Mapping[str, str]) -> tuple[str, ...]:
    """One per finding, in their order: rule, path, the marked text and its line without blanks, and which of the
    equal ones in the file it is. Line numbers, messages and versions do not matter."""
    seen: Counter[str] = Counter()
    values: list[str] = []
    for finding in findings:
        parts = (finding.rule, finding.location.path, *_context(finding, texts))
        key = hashlib.sha256(to_bytes("\0".join(parts))).hexdigest()[:32]
        seen[key] += 1
        values.append(f"{key}:{seen[key]}")
    return tuple(values)


def line_hashes(text: str) -> tuple[str, ...]:
    """GitHub's `primaryLocationLineHash` of each line, exactly as its upload action computes it.

    A rolling polynomial over 100 UTF-16 units without blanks; see `fingerprints.ts` in github/codeql-action.
    """
    values: list[str] = []
    seen: Counter[str] = Counter()
    window = [0] * _WINDOW
    starts = [False] * _WINDOW
    rolling = 0
    for index, (unit, begins) in enumerate(_kept_units(text)):
        place, following = index % _WINDOW, (index + 1) % _WINDOW
        rolling = (_FACTOR * rolling + unit - _OLDEST * window[place]) % _MODULUS
        window[place], starts[place] = unit, begins
        if starts[following]:
            value = f"{rolling:x}"
            seen[value] += 1
            values.append(f"{value}:{seen[value]}")
    return tuple(values)


def _kept_units(text: str) -> list[tuple[int, bool]]:
    """The UTF-16 units that count, each with whether a line begins with it."""
    raw = text.encode("utf-16-le", "surrogatepass")
    units: list[tuple[int, bool]] = []
    previous, begins = 0, True
    for offset in range(0, len(raw), 2):
        unit = raw[offset] | raw[offset + 1] << 8
        if unit in (0x20, 0x09) or (unit == 0x0A and previous == 0x0D):
            previous = 0
            continue
        previous = unit
        units.append((0x0A if unit == 0x0D else unit, begins))
        begins = unit in (0x0A, 0x0D)
    units.append((_END_OF_FILE, begins))
    return units + [(0, False)] * _WINDOW


def _context(finding: Finding, texts: Mapping[str, str]) -> tuple[str, str]:
    region = finding.location.region
    if region == FIRST_LINE or finding.location.path not in texts:
        return finding.message, ""
    lines = texts[finding.location.path].split("\n")[region.start_line - 1 : region.end_line]
    if not lines:
        return finding.message, ""
    one_line = region.start_line == region.end_line
    marked = lines[0][region.start_column - 1 : region.end_column - 1] if one_line else "".join(lines)
    return "".join(marked.split()), "".join(lines[0].split())
