"""How does uv reach the package index that pip uses on this machine?"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping


def pip_settings() -> dict[str, str]:
    """pip's settings by their short name ("index-url"), environment over files; empty where pip is not installed."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    settings: dict[str, str] = {}
    for line in listed.stdout.splitlines():
        key, _, value = line.partition("=")
        scope, _, name = key.rpartition(".")
        if scope in {"global", "install", "download", ":env:"}:
            settings[name] = value.strip("'\"")
    return settings


def uv_environment(settings: Mapping[str, str], inherited: Mapping[str, str]) -> dict[str, str]:
    """The variables under which uv resolves as pip does: same index, same certificates, no interpreter download.

    What the caller has set for uv itself wins over pip's settings.
    """
    translated = {
        "UV_DEFAULT_INDEX": settings.get("index-url", ""),
        "UV_INDEX": settings.get("extra-index-url", ""),
        "UV_FIND_LINKS": ",".join(settings.get("find-links", "").split()),
        "SSL_CERT_FILE": settings.get("cert", ""),
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_CONFIG": "1",
    }
    wanted = {name: value for name, value in translated.items() if value}
    dropped = {"VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "CONDA_PREFIX"}
    return {**wanted, **{name: value for name, value in inherited.items() if name not in dropped}}


def current_uv_environment() -> dict[str, str]:
    """`uv_environment` for this process."""
    return uv_environment(pip_settings(), os.environ)
