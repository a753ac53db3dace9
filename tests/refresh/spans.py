"""In which span of releases a fact holds: from what each release says to a few intervals."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Fact = TypeVar("Fact", bound=Hashable)


def spans(present: Iterable[int], versions: Sequence[str]) -> str:
    """The releases at these indices as text: "" for all, else `first:end` pairs, the end exclusive."""
    indices = sorted(present)
    if len(indices) == len(versions):
        return ""
    found: list[list[int]] = []
    for index in indices:
        if found and found[-1][1] == index:
            found[-1][1] = index + 1
        else:
            found.append([index, index + 1])
    return ",".join(
        f"{versions[start] if start else ''}:{versions[end] if end < len(versions) else ''}" for start, end in found
    )


def by_span(facts: Sequence[Iterable[Fact]], versions: Sequence[str]) -> dict[str, list[Fact]]:
    """Facts of each release, grouped by the span in which they hold; groups and members sorted."""
    where: dict[Fact, list[int]] = {}
    for index, present in enumerate(facts):
        for fact in set(present):
            where.setdefault(fact, []).append(index)
    grouped: dict[str, list[Fact]] = {}
    for fact, indices in where.items():
        grouped.setdefault(spans(indices, versions), []).append(fact)
    return {span: sorted(grouped[span]) for span in sorted(grouped)}  # type: ignore[type-var]


def keyed_by_span(
    facts: Sequence[Mapping[str, Iterable[str]]], versions: Sequence[str]
) -> dict[str, dict[str, list[str]]]:
    """`by_span` for each key; releases without the key count as without its facts."""
    keys = sorted({key for present in facts for key in present})
    return {key: by_span([present.get(key, ()) for present in facts], versions) for key in keys}
