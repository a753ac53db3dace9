"""What a user may configure: the keys of `[tool.fastdoctor]` and of fastdoctor.toml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from fastdoctor.catalogue.selection import Selection
from fastdoctor.failure import Failure
from fastdoctor.finding import SEVERITIES, Severity

_SELECTORS = {"type": "array", "items": {"type": "string"}}
_ANY_OF = "Ids, categories, tiers (default, strict, pedantic) or ALL."
KEYS: Mapping[str, Mapping[str, Any]] = {
    "select": {**_SELECTORS, "description": f"The rules to run, instead of the tier default. {_ANY_OF}"},
    "extend-select": {**_SELECTORS, "description": f"Rules to run in addition. {_ANY_OF}"},
    "ignore": {**_SELECTORS, "description": f"Rules not to run. {_ANY_OF}"},
    "severity": {
        "type": "object",
        "additionalProperties": {"type": "string", "enum": list(SEVERITIES)},
        "description": "The severity of single rules, by id.",
    },
    "per-file-ignores": {
        "type": "object",
        "additionalProperties": _SELECTORS,
        "description": f"Rules whose findings are left out of the files a gitignore pattern matches. {_ANY_OF}",
    },
    "exclude": {
        **_SELECTORS,
        "description": "Files and folders that are not read, as gitignore patterns relative to this file.",
    },
    "entrypoint": {
        "type": "string",
        "pattern": r"^[\w.]+:[\w.]+$",
        "description": "The application to start with, as `package.module:name`.",
    },
    "rule-folders": {
        **_SELECTORS,
        "description": "Folders with rules of your own (`<category>/<rule>.py`), relative to this file. They are run"
        " only with --trust-rules or when the configuration is named with --config.",
    },
}
"""Each key with its JSON schema; the reader checks against it and the committed schema is made of it."""


class Configuration(Struct, frozen=True):
    """The settings that hold for a folder and everything below it.

    `file` is where they stand (None for the defaults), `folder` is what their patterns and folders are relative to.
    """

    file: Path | None = None
    folder: Path = Path()
    selection: Selection = field(default_factory=Selection)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    entrypoint: str | None = None
    rule_folders: tuple[Path, ...] = ()


class InvalidConfiguration(Failure):
    """A configuration that cannot be used; the message says where and what to do."""
