"""The output for programs keeps to its committed schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

import fastdoctor.report
from fastdoctor.report.formats.json import SCHEMA_VERSION, render
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import Result
from tests.report.samples import BASELINE, CORS, EMPTY, FULL, RULES, at, result

SCHEMA = json.loads((Path(fastdoctor.report.__path__[0]) / "json.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_it_is_a_schema_that_lets_nothing_unknown_pass() -> None:
    VALIDATOR.check_schema(SCHEMA)
    value = json.loads(render(FULL, RULES, Presentation()))
    fix = next(finding["fix"] for finding in value["findings"] if finding["fix"])
    for part in (value, value["findings"][0], fix, value["summary"], value["projects"][0]):
        part["surprise"] = 1
        assert not VALIDATOR.is_valid(value)
        del part["surprise"]
    assert VALIDATOR.is_valid(value)


@pytest.mark.parametrize("sample", [FULL, EMPTY, BASELINE])
@pytest.mark.parametrize("show_files", [True, False])
def test_the_output_is_valid(sample: Result, show_files: bool) -> None:
    VALIDATOR.validate(json.loads(render(sample, RULES, Presentation(show_files=show_files))))


def test_positions_count_from_one() -> None:
    value = json.loads(render(FULL, RULES, Presentation()))
    assert value["schema_version"] == SCHEMA_VERSION == SCHEMA["properties"]["schema_version"]["const"]
    finding = next(finding for finding in value["findings"] if finding["rule"] == "blocking-call")
    assert [finding[key] for key in ("line", "column", "end_line", "end_column")] == [4, 19, 4, 36]
    assert [one["role"] for one in finding["related"]] == ["declared async here", "and its dependency is sync"]
    assert value["summary"]["by_severity"] == {"error": 1, "warning": 1, "note": 2}


def test_a_name_that_is_no_text_is_still_json() -> None:
    odd = replace(CORS, location=at("a\udc80\n.py", 1, 1, 1, 2))
    text = render(result(odd), RULES, Presentation())
    assert json.loads(text.encode("utf-8"))["findings"][0]["path"] == "a\udc80\n.py"
