"""Which fastdoctor this is: its version, which the build takes from here, and its home."""

from __future__ import annotations

VERSION = "0.1.0"
HOME = "https://github.com/fastdoctor/fastdoctor"
"""The address of the project, without a slash at the end."""
