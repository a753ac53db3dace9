"""The trees of a checked folder's files, kept between runs by what the files say.

They are used when an answer has to be worked out again: only the files that changed are parsed then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastdoctor.cache.digest import digest_of_text
from fastdoctor.cache.store import LARGEST_ENTRY, Store
from fastdoctor.syntax.parsed import ParsedFiles


@contextmanager
def kept_trees(store: Store, tool: str, root: Path, parsed: ParsedFiles) -> Iterator[None]:
    """Let `parsed` know the trees that this very tool kept for a folder; what is parsed meanwhile is kept, too."""
    from msgspec import MsgspecError
    from msgspec.msgpack import decode, encode

    name = digest_of_text(f"trees\n{tool}\n{root}")
    content = store.read_bytes(name)
    try:
        kept = {} if content is None else decode(content, type=dict[bytes, bytes])
    except (MsgspecError, RecursionError):
        kept = {}
    parsed.learn(kept)
    yield
    parsed.keep()
    if parsed.kept != kept:
        store.write_bytes(name, encode(_fitting(parsed)))


def _fitting(parsed: ParsedFiles) -> dict[bytes, bytes]:
    """All trees, or where these are too many only those that were asked for now."""
    if sum(map(len, parsed.kept.values())) < LARGEST_ENTRY // 2:
        return parsed.kept
    used = parsed.used()
    return {digest: content for digest, content in parsed.kept.items() if digest in used}
