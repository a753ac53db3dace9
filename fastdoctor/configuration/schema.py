"""The JSON schema of the configuration; `python -m fastdoctor.configuration.schema` writes the committed copy anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fastdoctor.configuration.model import KEYS

FILE = Path(__file__).with_name("schema.json")


def schema() -> dict[str, Any]:
    """The schema of fastdoctor.toml and of the table `[tool.fastdoctor]`."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "fastdoctor's configuration",
        "type": "object",
        "additionalProperties": False,
        "properties": {key: dict(value) for key, value in sorted(KEYS.items())},
    }


def rendered() -> str:
    """The text of the committed copy."""
    return json.dumps(schema(), indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(rendered(), "utf-8")
