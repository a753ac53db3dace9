"""Between which releases does something go?"""

from __future__ import annotations

from collections.abc import Callable

from fastdoctor.knowledge import releases
from fastdoctor.knowledge.spans import version

_MODULES = {
    "python-multipart": ("multipart", "python_multipart"),
    "pydantic-settings": ("pydantic_settings",),
    "pyjwt": ("jwt",),
}


def import_packages(package: str) -> tuple[str, ...]:
    """The import packages of a package from the index."""
    return _MODULES.get(package, (package,))


def first_without(package: str, before: str, after: str, is_gone: Callable[[str], bool]) -> str:
    """The first release after one and up to another from which on something is gone for good."""
    between = [at for at in releases.releases(package) if version(before) < version(at) <= version(after)]
    found = after
    for release in reversed(between):
        if not is_gone(release):
            break
        found = release
    return found
