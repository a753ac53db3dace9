"""Whether a requirement applies: its marker on the project's Python, on Linux."""

from __future__ import annotations

from functools import lru_cache

NEWEST_PYTHON = "3.14"
"""What a fresh install runs on where the project does not say."""


@lru_cache(maxsize=4096)
def applies(marker: str, python: str | None, extra: str = "") -> bool:
    """Whether a marker holds on Linux for a Python ("3.11"); one that cannot be read holds."""
    if not marker:
        return True
    from packaging.markers import InvalidMarker, Marker, UndefinedComparison, UndefinedEnvironmentName

    chosen = python or NEWEST_PYTHON
    environment = {
        "implementation_name": "cpython",
        "implementation_version": f"{chosen}.0",
        "os_name": "posix",
        "platform_machine": "x86_64",
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": "Linux",
        "platform_version": "",
        "python_full_version": chosen if chosen.count(".") > 1 else f"{chosen}.0",
        "python_version": ".".join(chosen.split(".")[:2]),
        "sys_platform": "linux",
        "extra": extra,
    }
    try:
        return Marker(marker).evaluate(environment)
    except (InvalidMarker, UndefinedComparison, UndefinedEnvironmentName):
        return True
    except ValueError:
        return True  # compares with a number of thousands of digits
