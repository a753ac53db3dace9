"""One short text for any content: what two of them share, they share altogether."""

from __future__ import annotations

from fastdoctor.hashing import blake2b


def digest(content: bytes) -> str:
    """32 hexadecimal digits."""
    return blake2b(content, digest_size=16).hexdigest()


def digest_of_text(text: str) -> str:
    """The same for a text, which may hold names of files that are no UTF-8."""
    return digest(text.encode("utf-8", "surrogateescape"))
