"""Which fastdoctor this is: its version and its home, from the one place that states them (pyproject.toml)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any


def version() -> str:
    """The version of the running tool."""
    return _about()[0]


def home() -> str:
    """The address of the project, without a slash at the end."""
    return _about()[1].rstrip("/")


@lru_cache(maxsize=1)
def _about() -> tuple[str, str]:
    checkout = Path(__file__).parent.parent / "pyproject.toml"
    return _of_checkout(checkout) if checkout.is_file() else _of_installation()


def _of_checkout(pyproject: Path) -> tuple[str, str]:
    """An editable installation's metadata grows old; the checkout's own file does not."""
    import tomli

    project: dict[str, Any] = tomli.loads(pyproject.read_text("utf-8")).get("project", {})
    if project.get("name") != "fastdoctor":
        return _of_installation()
    return str(project["version"]), str(project["urls"]["Homepage"])


def _of_installation() -> tuple[str, str]:
    from importlib.metadata import metadata

    facts = metadata("fastdoctor")
    urls = dict(entry.split(", ", 1) for entry in facts.get_all("Project-URL") or ())
    return str(facts["Version"]), urls["Homepage"]
