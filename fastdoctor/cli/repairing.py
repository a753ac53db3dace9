"""What a run changes on disk, and what it says of that."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from fastdoctor.cli.checking import Checked
from fastdoctor.cli.fix_options import Fixing
from fastdoctor.cli.output import replace_file, say, write_stdout
from fastdoctor.failure import Failure
from fastdoctor.files.encoding import decode
from fastdoctor.finding import Finding
from fastdoctor.fixing.difference import recoded, unified_diff
from fastdoctor.fixing.rounds import Repaired, Withdrawn, repaired
from fastdoctor.report.result import Result
from fastdoctor.report.safe_text import harmless, opening_a_line
from fastdoctor.report.summary import plural


class Repair(Struct, frozen=True):
    """What the fixes of one PATH came to, `unexcusable` counts what no comment can excuse."""

    checked: Checked
    found: Repaired
    unexcusable: int = 0

    def shown(self, path: str) -> str:
        """A path as the user sees it."""
        prefix = self.checked.opened.prefix
        return opening_a_line(f"{prefix}/{path}" if prefix else path)


def repair(checked: Checked, fixing: Fixing, shown: Result) -> Repair:
    """Make the fixes of the shown findings in memory: their own, or the comments that excuse them.

    What only comes to light when others are gone, because a rule told of several in one, is shown too.
    """
    left_out = frozenset(map(_identity, checked.result.findings)) - frozenset(map(_identity, shown.findings))
    tree = checked.opened.tree

    def wanted(finding: Finding) -> bool:
        return _identity(finding) not in left_out and (fixing.add_ignore is not None or fixing.takes(finding))

    if fixing.add_ignore is None:
        return Repair(checked, repaired(tree, checked.result, checked.recheck, wanted))
    from fastdoctor.catalogue.own import BARE, UNKNOWN, UNUSED
    from fastdoctor.fixing.excusing import excused

    reason, own = fixing.add_ignore, frozenset({BARE, UNKNOWN, UNUSED})
    found = repaired(
        tree,
        excused(checked.result, tree, reason, own),
        lambda changed: excused(checked.recheck(changed), changed, reason, own),
        wanted,
    )
    left = list(filter(wanted, found.result.findings))
    return Repair(checked, found, len(left) - len(found.withdrawn))


def difference(repair: Repair) -> Iterator[str]:
    """A unified diff for each file that would change; git's own line for one of which only the encoding would."""
    prefix = repair.checked.opened.prefix
    for path, content in sorted(repair.found.contents.items()):
        before = repair.checked.opened.tree.text(path)
        after = decode(content, path.endswith((".py", ".pyi")))
        shown = f"{prefix}/{path}" if prefix else path
        yield unified_diff(shown, before, after) if before != after else recoded(shown)


def print_diff(text: str) -> None:
    """Print a patch as it is; on a terminal without what in a scanned file could steer it."""
    if sys.stdout.isatty():
        text = "\n".join(harmless(line.removesuffix("\r")) for line in text.split("\n"))
    write_stdout(text)


def write(repairs: Sequence[Repair]) -> None:
    """Replace each changed file in one step, none of them when one was changed meanwhile or is read-only (Failure)."""
    for repair in repairs:
        for path in sorted(repair.found.contents):
            _require_unchanged(repair, path)
    for repair in repairs:
        for path, content in sorted(repair.found.contents.items()):
            replace_file(repair.checked.opened.tree.root / path, content)


def _require_unchanged(repair: Repair, path: str) -> None:
    tree = repair.checked.opened.tree
    file = tree.root / path
    if file.is_symlink() or file.read_bytes() != tree.content(path):
        raise Failure(f"{repair.shown(path)} was changed while it was checked, so nothing is written: run it again")
    if not os.access(file, os.W_OK):
        raise Failure(f"{repair.shown(path)} is read-only, so nothing is written")


def tell(repairs: Sequence[Repair], fixing: Fixing) -> None:
    """Say on stderr what was done, and what was not."""
    verb = "Fixed" if fixing.add_ignore is None else "Excused"
    if fixing.diff:
        verb = f"Would {'fix' if verb == 'Fixed' else 'excuse'}"
    count = sum(len(repair.found.fixed) for repair in repairs)
    files = sum(len(repair.found.contents) for repair in repairs)
    say(f"{verb} {plural(count, 'problem')} in {plural(files, 'file')}.")
    for repair in repairs:
        for line in _listed(repair) if fixing.show_fixes else ():
            say(line)
        for one in repair.found.withdrawn:
            say(_withdrawn(repair, one))
    unexcusable = sum(repair.unexcusable for repair in repairs)
    if unexcusable:
        say(f"{plural(unexcusable, 'problem')} cannot be excused by a comment: use per-file-ignores.")


def _listed(repair: Repair) -> Iterator[str]:
    counts = Counter((finding.location.path, finding.rule, _what(finding)) for finding in repair.found.fixed)
    for path in sorted({path for path, _, _ in counts}):
        yield f"  {repair.shown(path)}"
        for (where, rule, what), count in sorted(counts.items()):
            if where == path:
                yield f"    {count} x {rule}: {harmless(what)}"


def _withdrawn(repair: Repair, one: Withdrawn) -> str:
    place = f"{repair.shown(one.finding.location.path)}:{one.finding.location.region.start_line}"
    return f"  not changed: {place}: {one.finding.rule}: {harmless(one.reason)}"


def _what(finding: Finding) -> str:
    return finding.fix.description if finding.fix else ""


def _identity(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.location.path, finding.message
