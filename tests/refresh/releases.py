"""Which releases a package has, and what its wheels hold: asked of pip and uv, in their own configuration."""

from __future__ import annotations

import email
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from packaging.version import Version

from tests.proofs.bench.index import current_uv_environment

_AVAILABLE = re.compile(r"Available versions: (.*)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a wheel's METADATA says: the Python it needs, its requirements as text, the names of its extras."""

    python: str
    requires: tuple[str, ...]
    extras: tuple[str, ...]


def versions(package: str, oldest: str) -> list[str]:
    """The final releases of a package from `oldest` on, oldest first."""
    command = [sys.executable, "-m", "pip", "index", "versions", package, "--ignore-requires-python"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    found = _AVAILABLE.search(done.stdout)
    if found is None:
        raise SystemExit(f"pip lists no release of {package}:\n{done.stderr}")
    listed = sorted(map(Version, found[1].split(", ")))
    return [str(version) for version in listed if version >= Version(oldest) and not version.is_prerelease]


def unpacked(package: str, version: str, cache: Path) -> Path:
    """The folder that holds a release's files, unpacked by uv once and kept in `cache`."""
    folder = cache / package / version
    if folder.exists():
        return folder
    part = folder.with_name(f"{version}.part")
    for python in ("3.14", "3.11", "3.9", "3.7"):
        command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps", "--target", str(part)]
        command += ["--python-version", python, "--only-binary", ":all:", f"{package}=={version}"]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=300, env=current_uv_environment()
        )
        if done.returncode == 0:
            os.replace(part, folder)
            return folder
    raise SystemExit(f"uv cannot unpack {package} {version}:\n{done.stderr}")


def metadata(folder: Path) -> Metadata:
    """The metadata of the one distribution unpacked in a folder."""
    (file,) = folder.glob("*.dist-info/METADATA")
    headers = email.message_from_string(file.read_text("utf-8"))
    return Metadata(
        str(headers.get("Requires-Python") or ""),
        tuple(sorted(" ".join(text.split()) for text in headers.get_all("Requires-Dist") or ())),
        tuple(sorted(headers.get_all("Provides-Extra") or ())),
    )
