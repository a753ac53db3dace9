"""The sample project gives the reviewed findings, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import ROOT, Run
from tests.report.multitool import install, remarks
from tests.report.sarif_invariants import problems

REVIEWED = Path(__file__).with_name("sample.txt")
"""`fastdoctor check tests/sample --output-format concise`; each line was looked at and judged right."""


def test_the_findings_are_the_reviewed_ones(fastdoctor: Run) -> None:
    done = fastdoctor("check", "tests/sample", "--output-format", "concise")
    assert done.stdout == REVIEWED.read_text("utf-8")
    assert done.returncode == 1
    assert done.stderr == ""


def test_one_run_over_the_root_is_the_same_as_a_run_inside(fastdoctor: Run) -> None:
    outside = json.loads(fastdoctor("check", "tests/sample", "--output-format", "json").stdout)
    inside = json.loads(fastdoctor("check", "--output-format", "json", cwd=ROOT / "tests" / "sample").stdout)
    shortened = [{**finding, "path": finding["path"].removeprefix("tests/sample/")} for finding in outside["findings"]]
    key = ("rule", "path", "line", "column", "message")
    assert [[one[name] for name in key] for one in shortened] == [
        [one[name] for name in key] for one in inside["findings"]
    ]


def test_the_json_is_valid(fastdoctor: Run) -> None:
    schema = json.loads((ROOT / "fastdoctor" / "report" / "json.schema.json").read_text("utf-8"))
    value = json.loads(fastdoctor("check", "tests/sample", "--output-format", "json").stdout)
    jsonschema.Draft202012Validator(schema).validate(value)
    assert value["projects"][0]["routes"] > 5


def test_the_sarif_is_what_github_takes(fastdoctor: Run, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    installed = install(Path(request.config.cache.mkdir("multitool")))
    report = tmp_path / "sample.sarif"
    fastdoctor("check", "tests/sample", "--select", "ALL", "--output", f"sarif:{report}")
    log = json.loads(report.read_text("utf-8"))
    jsonschema.Draft7Validator(json.loads((installed / "sarif-2.1.0.json").read_text("utf-8-sig"))).validate(log)
    sample = ROOT / "tests" / "sample"
    texts = {
        str(file.relative_to(ROOT)): file.read_text("utf-8")
        for file in sample.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert problems(log, texts) == []
    assert remarks(installed, report) == []
    assert len(log["runs"][0]["results"]) > 5


def test_fastdoctor_finds_nothing_in_itself(fastdoctor: Run) -> None:
    done = fastdoctor("check", "fastdoctor", "rules", "--allow-empty", "--output-format", "concise")
    assert (done.returncode, done.stdout) == (0, "No problems found.\n")
