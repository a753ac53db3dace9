"""README.md says what is so: its table, its output, its commands and its configuration."""

from __future__ import annotations

import re
from pathlib import Path

import click
import jsonschema
import pytest
import tomli
import yaml

from fastdoctor.cli.main import cli
from fastdoctor.configuration.schema import schema
from tests.readme_parts import README, generated

TEXT = README.read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, flags=re.MULTILINE | re.DOTALL)
ROOT = Path(__file__).parent.parent.parent


def blocks(language: str) -> list[str]:
    found = [text for name, text in BLOCKS if name == language]
    assert found
    return found


def test_the_generated_parts_are_up_to_date() -> None:
    assert generated(TEXT) == TEXT, "run python -m tests.readme_parts"


def test_ci_runs_the_second_command() -> None:
    first, second = blocks("sh")[:2]
    assert "fastdoctor check tests/sample" in first
    assert second.strip() in (ROOT / ".ci" / "run").read_text("utf-8")


def test_every_option_in_the_readme_exists() -> None:
    shown = " ".join(text for name, text in BLOCKS if name == "sh")
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", shown))
    context = click.Context(cli)
    commands = [cli.get_command(context, name) for name in cli.list_commands(context)]
    known = {option for command in commands if command for one in command.params for option in one.opts}
    assert len(options) > 5
    assert options - known == set()


def test_the_configuration_is_valid() -> None:
    (text,) = blocks("toml")
    jsonschema.Draft7Validator(schema()).validate(tomli.loads(text)["tool"]["fastdoctor"])


@pytest.mark.parametrize("text", [text for name, text in BLOCKS if name == "yaml"])
def test_the_snippets_for_ci_are_yaml(text: str) -> None:
    assert yaml.safe_load(text)
