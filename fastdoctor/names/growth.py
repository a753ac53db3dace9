"""How large may what is followed become?"""

from __future__ import annotations

from fastdoctor.names.values import Collection, Known, Value

MOST_ITEMS = 3_000
"""Of a list, tuple or set; what lies beyond is not known, as if the source did not prove it."""
MOST_PARTS = 1_000
"""Of a string with unproven pieces."""
MOST_OPTIONS = 64
"""Alternatives of one value; more of them prove nothing."""


def grow(collection: Collection, found: list[Value] | None, conditions: int = 0) -> None:
    """Add items to a collection, None for unknown ones, under this many unproven conditions."""
    room = MOST_ITEMS - len(collection.items)
    if found is not None and conditions > collection.conditions:
        found = [Known(item.value, False) if isinstance(item, Known) else item for item in found]
    collection.complete = collection.complete and found is not None and len(found) <= room
    collection.items.extend((found or ())[: max(room, 0)])


def joined(left: Collection, right: Collection) -> Collection:
    """`left + right`."""
    result = Collection(left.kind, list(left.items), left.complete and right.complete)
    grow(result, right.items)
    return result
