"""Upgrade advice as text, as a Markdown checklist and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastdoctor.finding import Location
from fastdoctor.report.json_text import json_text
from fastdoctor.report.markdown_text import code_in_markdown, message_in_markdown, shown_in_markdown
from fastdoctor.report.safe_text import harmless, opening_a_line
from fastdoctor.upgrade.advice import Advice
from fastdoctor.upgrade.changes import Change
from fastdoctor.upgrade.proposal import Step

SCHEMA_VERSION = 1


def upgrade_text(advice: Sequence[Advice]) -> str:
    """For people at a terminal."""
    return "\n\n".join("\n".join(_text(one)) for one in advice) + "\n"


def upgrade_markdown(advice: Sequence[Advice]) -> str:
    """A checklist to paste into an issue."""
    return "\n\n".join("\n".join(_markdown(one)) for one in advice) + "\n"


def upgrade_json(advice: Sequence[Advice]) -> str:
    """One object: `projects`, each with `steps`, `obstacles` and `changes`."""
    document = {"schema_version": SCHEMA_VERSION, "projects": [_object(one) for one in advice]}
    return json_text(document)


def _text(advice: Advice) -> Iterator[str]:
    moving = ", ".join(_step(step) for step in advice.proposal.steps if step.moves)
    yield f"{opening_a_line(advice.root or '.')}: {moving or _staying(advice)}"
    for obstacle in advice.proposal.obstacles:
        yield f"in the way: {harmless(obstacle.message)}{_at(obstacle.location)}"
    previous = ("", "")
    for change in advice.changes:
        if (change.package, change.release) != previous:
            previous = (change.package, change.release)
            yield opening_a_line(f"{change.package} {change.release}")
        yield f"  {opening_a_line(_place(change.location))}: {change.kind}: {harmless(change.message)}{_help(change)}"
    broken = sum(change.kind == "breaks" for change in advice.changes)
    places = len(advice.changes)
    yield (
        f"{places} place{'' if places == 1 else 's'} touched, {broken} of them break." if places else "Touches nothing."
    )


def _markdown(advice: Advice) -> Iterator[str]:
    yield f"## Upgrade of {code_in_markdown(advice.root or '.')}\n"
    yield "| package | from | to |\n|---|---|---|"
    for step in advice.proposal.steps:
        if step.moves:
            before, after = shown_in_markdown(step.before or "?"), shown_in_markdown(step.after)
            yield f"| {shown_in_markdown(step.package)} | {before} | {after} |"
    if advice.proposal.obstacles or advice.changes:
        yield ""
    for obstacle in advice.proposal.obstacles:
        at = f" ({code_in_markdown(_place(obstacle.location))})" if obstacle.location else ""
        yield f"- [ ] in the way: {message_in_markdown(obstacle.message)}{at}"
    for change in advice.changes:
        where = code_in_markdown(_place(change.location)) if change.location else "everywhere"
        told = message_in_markdown(f"{change.message}; {change.help}" if change.help else change.message)
        release = shown_in_markdown(f"{change.package} {change.release}")
        yield f"- [ ] {where} {release}, {change.kind}: {told}"


def _object(advice: Advice) -> dict[str, object]:
    return {
        "root": advice.root,
        "steps": [
            {"package": step.package, "from": step.before or None, "to": step.after} for step in advice.proposal.steps
        ],
        "obstacles": [{"message": item.message, **_position(item.location)} for item in advice.proposal.obstacles],
        "changes": [
            {
                "package": change.package,
                "release": change.release,
                "kind": change.kind,
                "message": change.message,
                "help": change.help or None,
                **_position(change.location),
            }
            for change in advice.changes
        ],
    }


def _staying(advice: Advice) -> str:
    kept = next((step.after for step in advice.proposal.steps), "")
    return harmless(f"stays at {kept}, the newest that is known") if kept else "nothing moves"


def _step(step: Step) -> str:
    return harmless(f"{step.package} {step.before or 'unknown'} → {step.after}")


def _help(change: Change) -> str:
    return f"; {harmless(change.help)}" if change.help else ""


def _at(location: Location | None) -> str:
    return f" ({_place(location)})" if location is not None else ""


def _place(location: Location | None) -> str:
    if location is None:
        return "no line"
    return f"{harmless(location.path)}:{location.region.start_line}:{location.region.start_column}"


def _position(location: Location | None) -> dict[str, object]:
    if location is None:
        return {"path": None, "line": None, "column": None}
    return {"path": location.path, "line": location.region.start_line, "column": location.region.start_column}
