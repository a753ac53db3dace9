"""The hash function by which contents are told apart."""

from __future__ import annotations

try:
    from _blake2 import blake2b  # the one of hashlib, without the libraries for all others that hashlib loads
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
