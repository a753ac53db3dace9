"""Which findings the comments of a project suppress, and which comments do not say right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from fastdoctor.catalogue.own import BARE, UNKNOWN, UNUSED
from fastdoctor.catalogue.selection import nearest
from fastdoctor.finding import Finding
from fastdoctor.suppression.directive import Directive, Named, directives_of, without_id

_OWN = frozenset({UNUSED, UNKNOWN, BARE})


class Judged(Struct, frozen=True):
    """What is left after suppression: the findings, the doctor's own about comments, the number left out."""

    findings: tuple[Finding, ...]
    own: tuple[Finding, ...]
    suppressed: int


def suppress(
    findings: Sequence[Finding], texts: Mapping[str, str], known: AbstractSet[str], ran: AbstractSet[str]
) -> Judged:
    """Leave out what comments suppress.

    `texts` holds every file whose comments count, `known` all ids of the catalogue, `ran` those whose rules ran: a
    comment for another rule is not judged.
    """
    directives = {path: directives_of(path, text) for path, text in texts.items()}
    used: set[Named] = set()
    kept = tuple(finding for finding in findings if not _suppressed(finding, directives, used))
    remarks = [
        finding
        for path, listed in directives.items()
        for directive in listed
        for finding in _remarks(directive, texts[path], known, ran, used)
    ]
    own = tuple(finding for finding in remarks if not _suppressed(finding, directives, set()))
    return Judged(kept, own, len(findings) - len(kept) + len(remarks) - len(own))


def _suppressed(finding: Finding, directives: Mapping[str, Iterable[Directive]], used: set[Named]) -> bool:
    matching = {
        named
        for directive in directives.get(finding.location.path, ())
        for named in directive.named
        if named.id == finding.rule and directive.covers(finding.location.region)
    }
    used |= matching
    return bool(matching)


def _remarks(
    directive: Directive, text: str, known: AbstractSet[str], ran: AbstractSet[str], used: AbstractSet[Named]
) -> Iterator[Finding]:
    if not directive.named:
        yield _bare(directive)
    for named in directive.named:
        if named.id not in known:
            yield _unknown(directive, named, text, known)
        elif named not in used and named.id in ran and named.id not in _OWN:
            yield Finding(
                f"no finding of {named.id} is suppressed here",
                named.location,
                label="suppresses nothing",
                help="remove the comment, or move it to the line of the finding",
                fix=without_id(directive, named, text),
                rule=UNUSED,
            )


def _bare(directive: Directive) -> Finding:
    if not directive.form:
        return Finding(
            "this suppression comment is not understood and suppresses nothing",
            directive.location,
            label="neither `ignore` nor `ignore-file`",
            help="write `# fastdoctor: ignore[rule-id] reason` or `# fastdoctor: ignore-file[rule-id]`",
            rule=BARE,
        )
    return Finding(
        "this suppression comment names no rule and suppresses nothing",
        directive.location,
        label="which rule?",
        help=f"write `# fastdoctor: {directive.form}[rule-id] reason`",
        rule=BARE,
    )


def _unknown(directive: Directive, named: Named, text: str, known: AbstractSet[str]) -> Finding:
    suggestion = nearest(named.id, known)
    return Finding(
        f"there is no rule `{named.id}` to suppress",
        named.location,
        label=f"did you mean `{suggestion}`?" if suggestion else "unknown rule",
        help="`fastdoctor rules` lists all ids",
        fix=without_id(directive, named, text),
        rule=UNKNOWN,
    )
