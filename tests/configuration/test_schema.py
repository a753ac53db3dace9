"""The committed schema is the generated one, and agrees with the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli

from fastdoctor.configuration import InvalidConfiguration, read_configuration
from fastdoctor.configuration.schema import FILE, rendered, schema

VALID = (
    "",
    'select = ["ALL"]\nignore = []\nentrypoint = "a.b:c.d"\n[severity]\nx = "note"\n',
    'rule-folders = ["a"]\nexclude = ["b"]\n[per-file-ignores]\n"*.py" = ["x"]\n',
)
INVALID = (
    "selekt = []\n",
    "select = 1\n",
    'entrypoint = "x"\n',
    '[severity]\nx = "off"\n',
    "[per-file-ignores]\na = 1\n",
)


def test_the_committed_schema_is_up_to_date() -> None:
    assert FILE.read_text("utf-8") == rendered(), "run python -m fastdoctor.configuration.schema"


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(schema())


@pytest.mark.parametrize("text", [*VALID, *INVALID])
def test_the_schema_and_the_reader_agree(tmp_path: Path, text: str) -> None:
    (tmp_path / "fastdoctor.toml").write_text(text)
    value: dict[str, Any] = tomli.loads(text)
    by_schema = jsonschema.Draft7Validator(schema()).is_valid(value)
    try:
        read_configuration(tmp_path / "fastdoctor.toml")
        by_reader = True
    except InvalidConfiguration:
        by_reader = False
    assert by_schema == by_reader == (text in VALID)
